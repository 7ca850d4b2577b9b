using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// A trainable matrix, row-major, with a gradient and the moments of Adam. Of a table only the rows that the batch touched have a gradient.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopParameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool[] _isTouched;

    /// <summary>The values of <paramref name="source"/>, copied.</summary>
    public LoopParameter(Parameter<T> source)
    {
        Name = source.Name;
        Columns = source.Columns;
        Values = new T[source.Count];
        source.CopyTo(Values);
        Gradient = new T[Values.Length];
        FirstMoment = new T[Values.Length];
        SecondMoment = new T[Values.Length];
        _isTouched = new bool[source.Rows];
    }

    public string Name { get; }

    public int Columns { get; }

    public T[] Values { get; }

    public T[] Gradient { get; }

    public T[] FirstMoment { get; }

    public T[] SecondMoment { get; }

    /// <summary>The rows of a table that have a gradient.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>A row's values.</summary>
    public ReadOnlySpan<T> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Adds to a row's gradient.</summary>
    public void AddGradient(int row, ReadOnlySpan<T> gradient)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            Touched.Add(row);
        }

        for (int j = 0; j < Columns; j++)
            Gradient[(row * Columns) + j] += gradient[j];
    }

    /// <summary>Zeroes the gradient of a weight.</summary>
    public void Clear() => Array.Clear(Gradient);

    /// <summary>Zeroes the gradients of the rows that have one.</summary>
    public void ClearTouched()
    {
        foreach (int row in Touched)
        {
            Gradient.AsSpan(row * Columns, Columns).Clear();
            _isTouched[row] = false;
        }

        Touched.Clear();
    }
}
