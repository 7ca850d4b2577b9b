using Mkr.Model.Metrics;
using Mkr.Model.Models;

namespace Mkr.Model.Evaluation;

/// <summary>Ranks blocks of users on one thread, in buffers of its own.</summary>
internal sealed class TopKWorker(TopKTask task, IRecommender recommender, int blockSize)
{
    private readonly float[] _scores = new float[blockSize * task.ItemCount];
    private readonly int[] _top = new int[Math.Min(task.Cutoffs[^1], task.ItemCount)];
    private readonly bool[] _hits = new bool[task.Cutoffs[^1]];
    private readonly bool[] _isRelevant = new bool[task.ItemCount];

    /// <summary>For each cutoff, how often an item was recommended at a rank up to it but beyond the cutoff before.</summary>
    private readonly long[][] _exposures = [.. task.Cutoffs.Select(_ => new long[task.ItemCount])];

    /// <summary>Ranks the items of each user.</summary>
    /// <returns>The sums of the users' metrics, one a cutoff.</returns>
    public RankingMetrics[] RankBlock(ReadOnlySpan<int> users)
    {
        Span<float> scores = _scores.AsSpan(0, users.Length * task.ItemCount);
        recommender.ScoreAllItems(users, scores);
        MetricGuard.CheckNoNaN(scores);
        var sums = new RankingMetrics[task.Cutoffs.Length];
        for (int i = 0; i < users.Length; i++)
            RankUser(users[i], scores.Slice(i * task.ItemCount, task.ItemCount), sums);
        return sums;
    }

    /// <summary>Adds the exposures between the cutoff before and this one; added cutoff by cutoff, they are those at each.</summary>
    public void AddExposures(int cutoff, Span<long> exposures)
    {
        for (int item = 0; item < exposures.Length; item++)
            exposures[item] += _exposures[cutoff][item];
    }

    private void RankUser(int user, Span<float> scores, RankingMetrics[] sums)
    {
        foreach (int item in task.Excluded[user]) scores[item] = float.NaN;
        ReadOnlySpan<int> top = _top.AsSpan(0, TopItems.Select(scores, _top));

        ReadOnlySpan<int> relevant = task.Relevant[user];
        foreach (int item in relevant) _isRelevant[item] = true;
        Span<bool> hits = _hits.AsSpan(0, top.Length);
        for (int rank = 0, cutoff = 0; rank < top.Length; rank++)
        {
            if (rank == task.Cutoffs[cutoff]) cutoff++;
            hits[rank] = _isRelevant[top[rank]];
            _exposures[cutoff][top[rank]]++;
        }

        foreach (int item in relevant) _isRelevant[item] = false;
        for (int c = 0; c < sums.Length; c++)
            sums[c] += RankingMetrics.AtK(hits, task.Cutoffs[c], relevant.Length);
    }
}
