using System.Runtime.InteropServices;

namespace Mkr.Model.Runs.SafeTensors;

/// <summary>A named tensor of a checkpoint: its type, shape and elements in row-major order.</summary>
internal sealed class SafeTensor
{
    private readonly int[] _shape;
    private readonly byte[] _bytes;

    internal SafeTensor(string name, TensorType type, int[] shape, byte[] bytes)
    {
        Name = name;
        Type = type;
        _shape = shape;
        _bytes = bytes;
    }

    /// <summary>The name, unique in its file.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public TensorType Type { get; }

    /// <summary>The length of each dimension; empty for a scalar.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Creates a tensor from a copy of its elements.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The length of each dimension; none for a scalar.</param>
    /// <exception cref="ArgumentException">The shape does not have as many elements, or the name is reserved by the format.</exception>
    /// <exception cref="NotSupportedException">The element type is another.</exception>
    public static SafeTensor Create<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SafeTensorHeader.MetadataKey) throw new ArgumentException($"The name '{name}' is reserved.", nameof(name));
        if (ElementCount(shape) != values.Length)
        {
            throw new ArgumentException(
                $"Tensor '{name}': {values.Length} elements do not have the shape [{Describe(shape)}].", nameof(values));
        }

        return new(name, TensorTypes.Of<T>(), shape.ToArray(), MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>The elements in row-major order.</summary>
    /// <typeparam name="T">The C# type of <see cref="Type"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The tensor is of another type.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        if (TensorTypes.Of<T>() != Type)
            throw new InvalidOperationException($"Tensor '{Name}' is of type {Type}, not {TensorTypes.Of<T>()}.");
        return MemoryMarshal.Cast<byte, T>(_bytes);
    }

    /// <summary>The product of the dimensions, 1 for a scalar; -1 where a dimension is negative or the product exceeds an Int32.</summary>
    internal static int ElementCount(ReadOnlySpan<int> shape)
    {
        if (shape.Contains(0)) return shape.IndexOfAnyInRange(int.MinValue, -1) < 0 ? 0 : -1;
        long count = 1;
        foreach (int length in shape)
        {
            count *= length;
            if (length < 0 || count > int.MaxValue) return -1;
        }

        return (int)count;
    }

    internal static string Describe(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray());
}
