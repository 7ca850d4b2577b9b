using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.Counting;

/// <summary>Recommends to everybody what most users liked: what a model must beat before it can claim to know anything of a user.</summary>
/// <remarks>
/// score(user, item) = the item's training positives - their median over the training examples, of each the positives of its item. The
/// subtraction leaves the order alone and makes the sign a prediction: at least half of the training examples score 0 or more, and at
/// least half 0 or less.
/// </remarks>
internal sealed class PopularityRecommender : ITrainedModel, IOnnxModel, IFoldIn, IExplains
{
    private readonly float[] _scores;

    /// <summary>Counts the positives of each item.</summary>
    /// <param name="training">The training interactions.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    public PopularityRecommender(ReadOnlySpan<Interaction> training, int userCount, int itemCount)
    {
        UserCount = userCount;
        int[] positives = PositiveCounts.OfItems(training, itemCount);
        float median = MedianOverExamples(training, positives);
        _scores = [.. positives.Select(count => count - median)];
    }

    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public int UserCount { get; }

    /// <inheritdoc/>
    public int ItemCount => _scores.Length;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = _scores[pairs[i].Item];
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) _scores.CopyTo(scores.Slice(i * ItemCount, ItemCount));
    }

    /// <summary>The score does not depend on the user, whose numbers come in and are multiplied by 0.</summary>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item)
    {
        string none = graph.Multiply(graph.Cast(user, OnnxType.Float), graph.Constant<float>("nothing", [0]));
        return graph.Add(graph.Numbers("item_scores", _scores, item), none);
    }

    /// <summary>To anybody the same.</summary>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => (_, scores) => _scores.AsSpan().TryCopyTo(scores);

    /// <summary>There is nothing but the item's popularity.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history) =>
        [new(Terms.Popularity, _scores[item])];

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Values<float>("item_score", _scores, _scores.Length);
    }

    private static float MedianOverExamples(ReadOnlySpan<Interaction> training, int[] positives)
    {
        if (training.IsEmpty) return 0;
        int[] counts = new int[training.Length];
        for (int i = 0; i < counts.Length; i++) counts[i] = positives[training[i].Item];
        Array.Sort(counts);
        return (counts[(counts.Length - 1) / 2] + counts[counts.Length / 2]) / 2f;
    }
}
