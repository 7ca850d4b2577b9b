using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.Pairs;

/// <summary>The labelled pairs that a model's options ask for: the protocol's own, or positives with fresh negatives.</summary>
internal static class PairSource
{
    /// <summary>A source of the pairs of the training part.</summary>
    /// <param name="options">Where the negatives come from.</param>
    /// <param name="train">The training part.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="users">Receives the users.</param>
    /// <param name="items">Receives the items.</param>
    /// <param name="labels">Receives the labels.</param>
    /// <param name="random">What fresh negatives are split from.</param>
    public static IBatchSource Create<T>(
        PairOptions options, ReadOnlySpan<Interaction> train, int userCount, RowNumbers users, RowNumbers items, BatchInput<T> labels,
        SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T> => options.Negatives == Negatives.Fresh
        ? new FreshPairs<T>(
            train, options.NegativesPerPositive, new FreshNegatives(train, userCount), users, items, labels, random.Split("negatives"))
        : new LabelledPairs<T>(train, users, items, labels);
}
