using System.Buffers;
using System.Numerics.Tensors;
using Mkr.Model.Data;

namespace Mkr.Model.Models.FoldIns;

/// <summary>
/// Scores a history by the users who have most of it: the mean of the model's scores for the users whose training positives are nearest
/// to it by the cosine, weighed by that. It works for any model.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="training">The training positives.</param>
internal sealed class NeighbourFoldIn(IRecommender model, PositiveMatrix training)
{
    private const int Neighbours = 16;

    /// <inheritdoc cref="HistoryScorer"/>
    public bool TryScore(ReadOnlySpan<int> history, Span<float> scores)
    {
        (int User, double Cosine)[] users = Find(history);
        if (users.Length == 0) return false;
        double total = users.Sum(user => user.Cosine);
        scores.Clear();
        float[] buffer = ArrayPool<float>.Shared.Rent(scores.Length);
        Span<float> row = buffer.AsSpan(0, scores.Length);
        foreach ((int user, double cosine) in users)
        {
            model.ScoreAllItems([user], row);
            TensorPrimitives.MultiplyAdd(row, (float)(cosine / total), scores, scores);
        }

        ArrayPool<float>.Shared.Return(buffer);
        return true;
    }

    /// <summary>The nearest users; of equally near ones those of the smaller index.</summary>
    private (int User, double Cosine)[] Find(ReadOnlySpan<int> history)
    {
        var common = new Dictionary<int, int>();
        foreach (int item in history)
            foreach (int user in training.UsersOf(item)) common[user] = common.GetValueOrDefault(user) + 1;
        double root = Math.Sqrt(history.Length);
        return
        [
            .. common.Select(pair => (User: pair.Key, Cosine: pair.Value / (root * Math.Sqrt(training.ItemsOf(pair.Key).Length))))
                .OrderByDescending(user => user.Cosine).ThenBy(user => user.User).Take(Neighbours),
        ];
    }
}
