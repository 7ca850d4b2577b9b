using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Pairs;

/// <summary>The recorded loss of a model of labelled pairs: where the pairs of a batch go, and what it predicts of them.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class PairTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A loss that will be recorded on <paramref name="tape"/>.</summary>
    private protected PairTask(Tape<T> tape, Table<T> users, Table<T> items)
    {
        Tape = tape;
        (Users, Items, Labels) = (tape.Lookup(users), tape.Lookup(items), new BatchInput<T>(tape, "label"));
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The user of each pair.</summary>
    public Lookup<T> Users { get; }

    /// <summary>The item of each pair.</summary>
    public Lookup<T> Items { get; }

    /// <summary>The label of each pair: 1 for a positive, 0 for a negative.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>The logits.</summary>
    public Variable<T> Logits { get; private set; } = null!;

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal abstract void Record(Tape<T> replica);

    /// <summary>Records the mean of the cross-entropy of the labels.</summary>
    private protected void RecordLoss(Variable<T> logits, PairOptions options)
    {
        Logits = logits;
        _ = new SigmoidCrossEntropy<T>(Tape, logits, Labels.Output)
        {
            NegativeWeight = options.NegativeWeight,
            Reduction = Reduction.Mean,
        };
    }
}
