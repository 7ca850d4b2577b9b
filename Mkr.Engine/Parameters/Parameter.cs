using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// A named trainable matrix: the unit of initialisation, optimisation and checkpoints. Either a <see cref="Weight{T}"/> or a
/// <see cref="Table{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected Parameter(string name, int rows, int columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Name = name;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>The name, unique in its <see cref="ParameterSet{T}"/>.</summary>
    public string Name { get; }

    /// <summary>The number of rows; 1 for a vector.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of elements, rows x columns.</summary>
    public int Count => Rows * Columns;

    /// <summary>The element in the given row and column.</summary>
    public abstract ref T this[int row, int column] { get; }

    /// <summary>Copies the elements out, row by row.</summary>
    /// <exception cref="ArgumentException">The destination's length is not <see cref="Count"/>.</exception>
    public abstract void CopyTo(Span<T> destination);

    /// <summary>Copies the elements in, row by row.</summary>
    /// <exception cref="ArgumentException">The source's length is not <see cref="Count"/>.</exception>
    public abstract void CopyFrom(ReadOnlySpan<T> source);

    private protected void CheckLength(int length)
    {
        if (length != Count)
            throw new ArgumentException($"Parameter '{Name}' is {Rows} x {Columns} = {Count} elements, but {length} were given.");
    }
}
