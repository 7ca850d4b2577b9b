using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Model.Runs;

/// <summary>Writes a state as named tensors into a safetensors file; parameters are [rows x columns].</summary>
internal sealed class TensorWriter : StateVisitor
{
    private readonly List<SafeTensor> _tensors = [];

    private TensorWriter()
    {
    }

    /// <summary>Writes the state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The state.</param>
    /// <param name="metadata">Text beside it.</param>
    public static void Write(string path, IStateful state, IEnumerable<KeyValuePair<string, string>>? metadata = null) =>
        Write(path, TensorsOf(state), metadata);

    /// <summary>Writes what a state has beside another, by name and shape; no file where that is nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The state.</param>
    /// <param name="other">Has been written elsewhere.</param>
    public static void WriteBeside(string path, IStateful state, IStateful other)
    {
        HashSet<(string, string)> written = [.. TensorsOf(other).Select(Key)];
        SafeTensor[] rest = [.. TensorsOf(state).Where(tensor => !written.Contains(Key(tensor)))];
        if (rest.Length > 0) Write(path, rest, null);
    }

    /// <inheritdoc/>
    public override void Parameter<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        Add<T>(parameter.Name, values, parameter.Rows, parameter.Columns);
    }

    /// <inheritdoc/>
    public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape) => Add<T>(name, values.Span, shape);

    /// <inheritdoc/>
    public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var values = new T[checked(rows * columns)];
        for (int i = 0; i < rows; i++) row(i).CopyTo(values.AsSpan(i * columns));
        Add<T>(name, values, rows, columns);
    }

    /// <inheritdoc/>
    public override T[] List<T>(string name, T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Add<T>(name, values, values.Length);
        return values;
    }

    private static (string Name, string Shape) Key(SafeTensor tensor) => (tensor.Name, SafeTensor.Describe(tensor.Shape));

    private static void Write(
        string path, IEnumerable<SafeTensor> tensors, IEnumerable<KeyValuePair<string, string>>? metadata) =>
        new SafeTensorFile(tensors, new Dictionary<string, string>([KeyValuePair.Create("format", "mkr"), .. metadata ?? []])).Write(path);

    private static List<SafeTensor> TensorsOf(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var writer = new TensorWriter();
        state.Visit(writer);
        return writer._tensors;
    }

    private void Add<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged => _tensors.Add(SafeTensor.Create(name, values, shape));
}
