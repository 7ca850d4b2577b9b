using System.Buffers;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Serving;

/// <summary>
/// Ranks the candidates for somebody: those that a source has something to say of, then those of the next, until there are enough. The
/// last source has something to say of every item.
/// </summary>
/// <param name="sources">Score the items.</param>
internal sealed class Ranking(ItemScores sources)
{
    private const int MostOnStack = 256;
    private static readonly RecommendationSource[] Order = Enum.GetValues<RecommendationSource>();

    /// <summary>Fills a list.</summary>
    /// <param name="viewer">Whom it is for.</param>
    /// <param name="filter">Which items may be in it; null for all.</param>
    /// <param name="list">Receives the items, best first.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many there are.</returns>
    public int Rank(Viewer viewer, ItemFilter? filter, Span<Recommendation> list, CancellationToken cancellation)
    {
        float[] buffer = ArrayPool<float>.Shared.Rent(sources.ItemCount);
        Span<float> scores = buffer.AsSpan(0, sources.ItemCount);
        int count = 0;
        foreach (RecommendationSource source in Order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count < list.Length && sources.TryScore(source, viewer, scores))
                count = Append(source, viewer, filter, scores, list, count);
        }

        ArrayPool<float>.Shared.Return(buffer);
        return count;
    }

    /// <summary>The same where the model's scores are there already; they are written over.</summary>
    public int Rank(Viewer viewer, ItemFilter? filter, Span<float> scores, Span<Recommendation> list)
    {
        sources.KeepKnown(scores);
        int count = Append(RecommendationSource.Model, viewer, filter, scores, list, 0);
        foreach (RecommendationSource source in Order.AsSpan(1))
        {
            if (count < list.Length && sources.TryScore(source, viewer, scores))
                count = Append(source, viewer, filter, scores, list, count);
        }

        return count;
    }

    private static int Append(
        RecommendationSource source, Viewer viewer, ItemFilter? filter, Span<float> scores, Span<Recommendation> list, int count)
    {
        filter?.Apply(scores);
        if (!viewer.KeepsSeen)
        {
            foreach (int item in viewer.History) scores[item] = float.NaN;
            foreach (int item in viewer.Rated) scores[item] = float.NaN;
        }

        foreach (Recommendation taken in list[..count]) scores[taken.Item] = float.NaN;
        Span<int> items = list.Length - count <= MostOnStack ? stackalloc int[list.Length - count] : new int[list.Length - count];
        foreach (int item in items[..SelectFinite(scores, items)]) list[count++] = new Recommendation(item, scores[item], source);
        return count;
    }

    /// <summary>The items of the highest scores; one that is not finite, as after an overflow, says nothing of its item.</summary>
    private static int SelectFinite(Span<float> scores, Span<int> items)
    {
        int found = TopItems.Select(scores, items);
        if (found == 0 || (float.IsFinite(scores[items[0]]) && float.IsFinite(scores[items[found - 1]]))) return found;
        foreach (ref float score in scores)
            if (!float.IsFinite(score)) score = float.NaN;
        return TopItems.Select(scores, items);
    }
}

/// <summary>Somebody whom items are recommended to.</summary>
/// <param name="user">The user's index; -1 for somebody who is known by a history alone.</param>
/// <param name="history">The items that he liked, ascending.</param>
/// <param name="rated">Those that he rated below the threshold.</param>
/// <param name="keepsSeen">Whether these may be recommended too.</param>
internal readonly ref struct Viewer(int user, ReadOnlySpan<int> history, ReadOnlySpan<int> rated, bool keepsSeen)
{
    public int User { get; } = user;

    public ReadOnlySpan<int> History { get; } = history;

    public ReadOnlySpan<int> Rated { get; } = rated;

    public bool KeepsSeen { get; } = keepsSeen;
}
