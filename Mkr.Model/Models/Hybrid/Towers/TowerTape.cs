using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Layers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>What the towers are recorded on, and the columns that fill their lookups.</summary>
/// <param name="tape">The tape.</param>
/// <param name="dropout">The seed of the dropout in training; null where nothing is left out.</param>
/// <param name="rate">The share that is left out.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TowerTape<T>(Tape<T> tape, DropoutSeed? dropout, double rate)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<IBatchColumn> _columns = [];

    /// <summary>The tape.</summary>
    public Tape<T> Tape => tape;

    /// <summary>Fill the lookups, in this order, once users, items and labels are there.</summary>
    public IReadOnlyList<IBatchColumn> Columns => _columns;

    /// <summary>Adds a column.</summary>
    public void Add(IBatchColumn column) => _columns.Add(column);

    /// <summary>x, with a part left out in training.</summary>
    public Variable<T> Drop(Variable<T> x) => dropout is null || rate == 0 ? x : new Dropout<T>(tape, x, rate, dropout).Output;

    /// <summary>The sum of two vectors, one of which may be missing.</summary>
    public Variable<T> Sum(Variable<T>? a, Variable<T> b) => a is null ? b : new Add<T>(tape, a, b).Output;

    /// <summary>x + relu(W x + b).</summary>
    public Variable<T> Residual(Variable<T> x, DenseLayer<T> layer) => Sum(x, layer.Apply(tape, x));

    /// <summary>A lookup of bags that are rows of a sparse matrix.</summary>
    public BagLookup<T> Bags(Table<T> table, WeightedRows rows, bool isShared = false)
    {
        // Memory for it is only taken as far as batches fill it.
        long most = (long)tape.MaxBatch * Math.Max(1, rows.Longest);
        return tape.BagLookup(table, (int)Math.Min(most, Array.MaxLength / 2), isWeighted: true, isShared);
    }
}
