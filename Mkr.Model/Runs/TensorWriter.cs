using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine;
using Mkr.Model.Models.States;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Model.Runs;

/// <summary>Writes a state as named tensors into a safetensors file; parameters are [rows x columns].</summary>
public sealed class TensorWriter : StateVisitor
{
    private readonly List<SafeTensor> _tensors = [];

    private TensorWriter()
    {
    }

    /// <summary>Writes the state.</summary>
    public static void Write(string path, IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var writer = new TensorWriter();
        state.Visit(writer);
        new SafeTensorFile(writer._tensors, new Dictionary<string, string> { ["format"] = "mkr" }).Write(path);
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

    private void Add<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged => _tensors.Add(SafeTensor.Create(name, values, shape));
}
