using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>The scoring half of a recommender: what <see cref="IRecommender"/> says of it holds here.</summary>
internal interface IPairScorer : IDisposable
{
    /// <inheritdoc cref="IRecommender.ScorePairs"/>
    void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores);

    /// <inheritdoc cref="IRecommender.ScoreAllItems"/>
    void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores);

    /// <summary>Most have nothing to free.</summary>
    void IDisposable.Dispose() => GC.SuppressFinalize(this);
}
