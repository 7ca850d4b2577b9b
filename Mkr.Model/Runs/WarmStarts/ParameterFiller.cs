using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Models;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Model.Runs.WarmStarts;

/// <summary>
/// Fills parameters from another model's, row by row where rows have ids, else whole where the shape is the same. What it does not find
/// stays.
/// </summary>
/// <param name="tensors">The other model's parameters.</param>
/// <param name="from">The ids of their rows.</param>
/// <param name="to">The ids of the rows to be filled.</param>
internal sealed class ParameterFiller(IReadOnlyDictionary<string, SafeTensor> tensors, RowIds from, RowIds to) : StateVisitor
{
    private readonly Dictionary<string, RowCount> _rows = [];
    private readonly List<string> _left = [];
    private int _whole;

    /// <summary>Whether it was shown any.</summary>
    public bool HasParameters => _rows.Count + _left.Count + _whole > 0;

    /// <summary>Whether it filled any number.</summary>
    public bool HasKept => _whole > 0 || _rows.Values.Any(count => count.Kept > 0);

    /// <summary>What it did, a line for each kind of rows.</summary>
    public IEnumerable<string> Lines()
    {
        foreach ((string kind, RowCount count) in _rows)
            yield return $"{kind}: {count.Kept:N0} kept, {count.New:N0} new, {count.Gone:N0} of the run no longer there";
        if (_whole > 0) yield return $"parameters that are of no ids: {_whole:N0} kept";
        foreach (string left in _left) yield return left;
    }

    /// <inheritdoc/>
    public override void Parameter<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (!tensors.TryGetValue(parameter.Name, out SafeTensor? tensor) || tensor.Shape.Length != 2)
        {
            _left.Add($"{parameter.Name} starts anew: the run has none");
            return;
        }

        (int rows, int columns) = (tensor.Shape[0], tensor.Shape[1]);
        if (columns == parameter.Columns && from.Of(parameter.Name) is (_, var old) && old.Count == rows
            && to.Of(parameter.Name) is (var kind, var ids) && ids.Count == parameter.Rows && ids.Count > 0)
        {
            _rows[kind] = CopyRows(parameter, tensor.Values<T>(), old, ids);
        }
        else if (to.Of(parameter.Name) is not { Ids.Count: > 0 } && rows == parameter.Rows && columns == parameter.Columns)
        {
            parameter.CopyFrom(tensor.Values<T>());
            _whole++;
        }
        else
        {
            _left.Add(
                $"{parameter.Name} starts anew: it is [{rows} x {columns}] in the run and [{parameter.Rows} x {parameter.Columns}] here");
        }
    }

    /// <summary>What is no parameter stays.</summary>
    public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape)
    {
    }

    /// <inheritdoc cref="Values"/>
    public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
    {
    }

    /// <inheritdoc cref="Values"/>
    public override T[] List<T>(string name, T[] values) => values;

    private static RowCount CopyRows<T>(
        Parameter<T> parameter, ReadOnlySpan<T> source, IReadOnlyList<string> old, IReadOnlyList<string> ids)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Dictionary<string, int> places = old.Select((id, row) => KeyValuePair.Create(id, row)).ToDictionary();
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        int kept = 0, columns = parameter.Columns;
        for (int row = 0; row < ids.Count; row++)
        {
            if (!places.TryGetValue(ids[row], out int place)) continue;
            source.Slice(place * columns, columns).CopyTo(values.AsSpan(row * columns));
            kept++;
        }

        parameter.CopyFrom(values);
        return new RowCount(kept, ids.Count - kept, old.Count - kept);
    }

    /// <summary>The rows of a kind.</summary>
    /// <param name="Kept">That were filled.</param>
    /// <param name="New">That stay as they are.</param>
    /// <param name="Gone">Of the other model that have no row here.</param>
    private readonly record struct RowCount(int Kept, int New, int Gone);
}
