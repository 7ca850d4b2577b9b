using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Optimizers;

/// <summary>
/// A tape that looks pairs of rows up, and if asked single rows of the second table too, and gives them random gradients.
/// </summary>
internal sealed class PairTape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _pairs;
    private readonly Lookup<T>? _singles;
    private readonly List<GivenGradient<T>> _gradients;

    public PairTape(TablePair<T> pair, int maxBatch, bool singles)
    {
        Tape = new Tape<T>(maxBatch);
        _pairs = Tape.Lookup(pair);
        var rows = new PairEmbedding<T>(Tape, _pairs);
        _gradients = [new(Tape, rows.First), new(Tape, rows.Second)];
        if (!singles) return;
        _singles = Tape.Lookup(pair.Second);
        _gradients.Add(new(Tape, new Embedding<T>(Tape, _singles).Output));
    }

    public Tape<T> Tape { get; }

    /// <summary>A step on random rows.</summary>
    public void Run(int batch, int pairs, int singles, SeededRandom random)
    {
        foreach (ref int row in _pairs.Rows[..batch])
            row = random.NextInt32(pairs);
        foreach (ref int row in _singles is null ? [] : _singles.Rows[..batch])
            row = random.NextInt32(singles);
        foreach (GivenGradient<T> gradient in _gradients)
        {
            foreach (ref double g in gradient.Values.AsSpan())
                g = random.NextGaussian();
        }

        Tape.ForwardBackward(batch);
    }
}
