namespace Mkr.Model.Runs.SafeTensors;

/// <summary>Facts about <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    /// <summary>The size of an element in bytes.</summary>
    public static int Size(this TensorType type) => type is TensorType.F64 or TensorType.I64 ? 8 : 4;

    /// <summary>The tensor type of a C# type.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public static TensorType Of<T>() =>
        typeof(T) == typeof(float) ? TensorType.F32
        : typeof(T) == typeof(double) ? TensorType.F64
        : typeof(T) == typeof(int) ? TensorType.I32
        : typeof(T) == typeof(long) ? TensorType.I64
        : throw new NotSupportedException($"Tensors of {typeof(T).Name} are not supported.");
}
