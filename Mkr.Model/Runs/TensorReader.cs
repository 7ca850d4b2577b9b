using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Model.Runs;

/// <summary>Fills a state from a safetensors file that <see cref="TensorWriter"/> has written.</summary>
internal sealed class TensorReader : StateVisitor
{
    private readonly string _path;
    private readonly Dictionary<string, SafeTensor> _left;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format.</exception>
    public TensorReader(string path)
    {
        _path = path;
        SafeTensorFile file = SafeTensorFile.Read(path);
        _left = file.Tensors.ToDictionary(tensor => tensor.Name);
        Metadata = file.Metadata;
    }

    /// <summary>The text beside the state.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>To be called when the state has been filled.</summary>
    /// <exception cref="InvalidDataException">The file has a tensor that the state did not ask for.</exception>
    public void CheckAllRead()
    {
        if (_left.Count > 0) throw new InvalidDataException($"{_path}: the model has no '{_left.Keys.First()}'. Train again with --out.");
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The tensor is missing, or has another shape.</exception>
    public override void Parameter<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.CopyFrom(Take<T>(parameter.Name, parameter.Rows, parameter.Columns));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The tensor is missing, or has another shape.</exception>
    public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape) =>
        Take<T>(name, shape).CopyTo(values.Span);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The tensor is missing, or has another shape.</exception>
    public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        ReadOnlySpan<T> values = Take<T>(name, rows, columns);
        for (int i = 0; i < rows; i++) values.Slice(i * columns, columns).CopyTo(row(i));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The tensor is missing.</exception>
    public override T[] List<T>(string name, T[] values) => [.. Find(name).Values<T>()];

    private ReadOnlySpan<T> Take<T>(string name, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        SafeTensor tensor = Find(name);
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new InvalidDataException(
                $"{_path}: '{name}' is [{string.Join(" x ", tensor.Shape.ToArray())}], but the model needs "
                + $"[{string.Join(" x ", shape.ToArray())}]. Do the configuration and the data belong to these weights?");
        }

        return tensor.Values<T>();
    }

    private SafeTensor Find(string name) => _left.Remove(name, out SafeTensor? tensor)
        ? tensor
        : throw new InvalidDataException($"{_path}: there is no tensor '{name}'. Does the configuration belong to these weights?");
}
