using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>
/// Something that scores items for users, such as a trained model. Scores of one recommender are comparable with each other; higher is
/// better.
/// </summary>
/// <remarks>Implementations do not change while they score, and may be used by several threads at once.</remarks>
public interface IRecommender : IDisposable
{
    /// <summary>The name shown in tables.</summary>
    string Name { get; }

    /// <summary>The number of users it knows: valid user indices are 0 to <see cref="UserCount"/> - 1.</summary>
    int UserCount { get; }

    /// <summary>The number of items it knows: valid item indices are 0 to <see cref="ItemCount"/> - 1.</summary>
    int ItemCount { get; }

    /// <summary>Scores pairs. A score is a logit: positive where the model predicts an engagement (probability above 1/2).</summary>
    /// <param name="pairs">The pairs; their labels are not read.</param>
    /// <param name="scores">Receives one score a pair; its length is that of <paramref name="pairs"/>.</param>
    void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores);

    /// <summary>Scores every item for a block of users.</summary>
    /// <param name="users">The users.</param>
    /// <param name="scores">Receives users.Length x <see cref="ItemCount"/> scores, a row a user.</param>
    void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores);

    /// <summary>Most have nothing to free.</summary>
    void IDisposable.Dispose() => GC.SuppressFinalize(this);
}
