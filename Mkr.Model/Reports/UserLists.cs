using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Model.Reports;

/// <summary>The ten best unseen items of each user who has a test positive, as <see cref="TopKEvaluator"/> ranks them.</summary>
internal sealed class UserLists
{
    /// <summary>The length of a list.</summary>
    public const int Length = 10;

    private const int Block = 64;

    private UserLists(int[] users, int[][] items, UserItemRows relevant) => (Users, Items, Relevant) = (users, items, relevant);

    /// <summary>The users.</summary>
    public IReadOnlyList<int> Users { get; }

    /// <summary>The list of each of them.</summary>
    public IReadOnlyList<int[]> Items { get; }

    /// <summary>The unseen test positives of all users.</summary>
    public UserItemRows Relevant { get; }

    /// <summary>Makes the lists.</summary>
    public static UserLists Create(IRecommender recommender, DatasetSplit split, int threads)
    {
        int users = recommender.UserCount, items = recommender.ItemCount;
        var seen = new UserItemRows([.. split.Train, .. split.Validation], users, items, x => x.IsPositive);
        var relevant = new UserItemRows(split.Test, users, items, x => x.IsPositive && !seen.Contains(x.User, x.Item));
        int[] ranked = [.. Enumerable.Range(0, users).Where(user => !relevant[user].IsEmpty)];
        int[][] lists = new int[ranked.Length][];
        BlockSchedule.Run((ranked.Length + Block - 1) / Block, threads, block =>
        {
            int[] own = ranked[(block * Block)..Math.Min((block + 1) * Block, ranked.Length)];
            float[] scores = new float[own.Length * items];
            recommender.ScoreAllItems(own, scores);
            int[] top = new int[Length];
            for (int i = 0; i < own.Length; i++)
            {
                Span<float> row = scores.AsSpan(i * items, items);
                foreach (int item in seen[own[i]]) row[item] = float.NaN;
                lists[(block * Block) + i] = top[..TopItems.Select(row, top)];
            }
        });
        return new UserLists(ranked, lists, relevant);
    }

    /// <summary>The metrics of a user's list.</summary>
    /// <param name="place">The place of the user in <see cref="Users"/>.</param>
    public RankingMetrics Measure(int place)
    {
        ReadOnlySpan<int> relevant = Relevant[Users[place]];
        bool[] hits = new bool[Items[place].Length];
        for (int rank = 0; rank < hits.Length; rank++) hits[rank] = relevant.BinarySearch(Items[place][rank]) >= 0;
        return RankingMetrics.AtK(hits, Length, relevant.Length);
    }
}
