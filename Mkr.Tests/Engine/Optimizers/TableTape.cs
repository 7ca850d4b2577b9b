using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Tests.Engine.Optimizers;

/// <summary>A tape that looks rows of a table up and gives them the gradients that a test chooses.</summary>
internal sealed class TableTape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _lookup;
    private readonly GivenGradient<T> _gradient;

    public TableTape(Table<T> table, int maxBatch)
    {
        Tape = new Tape<T>(maxBatch);
        _lookup = Tape.Lookup(table);
        _gradient = new GivenGradient<T>(Tape, new Embedding<T>(Tape, _lookup).Output);
    }

    public Tape<T> Tape { get; }

    /// <summary>Reads the given rows; element j of example i has the gradient gradients[i d + j].</summary>
    public void Run(ReadOnlySpan<int> rows, ReadOnlySpan<double> gradients)
    {
        rows.CopyTo(_lookup.Rows);
        gradients.CopyTo(_gradient.Values);
        Tape.ForwardBackward(rows.Length);
    }
}
