using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Losses;

/// <summary>
/// What a table's rows are compared as, where that differs from group to group: TransH and TransR project entities by the relation. The
/// keys of all rows are recorded on a tape of their own, whose examples are the rows, and computed for a group at a time.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RowKeys<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tape<T> _rows;
    private readonly Lookup<T> _group;
    private readonly BatchOutput<T> _keys;
    private readonly GivenCotangent<T> _gradient;

    /// <summary>Records the keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="groups">The group of each example of the loss's tape.</param>
    /// <param name="record">Records, on another tape, the key of a row, and the lookup of the row's group.</param>
    public RowKeys(Table<T> table, Lookup<T> groups, KeyRecorder<T> record)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(record);
        Groups = groups;
        _rows = new Tape<T>(table.Rows);
        Lookup<T> all = _rows.Lookup(table);
        for (int row = 0; row < table.Rows; row++) all.Rows[row] = row;
        Variable<T> key = record(_rows, new Embedding<T>(_rows, all).Output, out _group);
        Features = key.Features;
        _keys = new BatchOutput<T>(_rows, key);
        _gradient = new GivenCotangent<T>(_rows, key);
    }

    /// <summary>The group of each example of the loss's tape.</summary>
    internal Lookup<T> Groups { get; }

    /// <summary>The length of a key.</summary>
    internal int Features { get; }

    /// <summary>Where the keys' gradient is to be put, row-major; zeros at first.</summary>
    internal ref T GradientStart => ref MemoryMarshal.GetReference(_gradient.Values);

    /// <summary>The keys of the group that was computed last, row-major.</summary>
    internal ref T Start => ref MemoryMarshal.GetReference(_keys.Values);

    /// <summary>Computes the keys of a group.</summary>
    internal void Compute(int group)
    {
        _group.Rows[.._rows.MaxBatch].Fill(group);
        _rows.Forward(_rows.MaxBatch);
    }

    /// <summary>
    /// Adds to the gradients of <paramref name="tape"/>'s tables what the keys' gradient leads to; it is zeros afterwards.
    /// </summary>
    internal void Backward(Tape<T> tape)
    {
        _rows.ForwardBackward(_rows.MaxBatch);
        _gradient.Values.Clear();
        foreach (TableGradient<T> gradient in _rows.Tables)
            tape.Tables.First(other => other.Tables[0] == gradient.Tables[0]).Add(gradient);
    }
}

/// <summary>Records the key of a table's row.</summary>
/// <param name="tape">The tape.</param>
/// <param name="row">The row.</param>
/// <param name="group">The lookup of its group.</param>
public delegate Variable<T> KeyRecorder<T>(Tape<T> tape, Variable<T> row, out Lookup<T> group)
    where T : unmanaged, IFloatingPointIeee754<T>;
