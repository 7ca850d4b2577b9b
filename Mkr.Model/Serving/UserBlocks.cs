using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Model.Serving;

/// <summary>Makes a list of a user from the model's scores, which may be written over.</summary>
internal delegate RecommendationList ListMaker(int user, Span<float> scores);

/// <summary>Works through users a block at a time on several threads, and hands their lists out in the users' order.</summary>
/// <param name="model">Scores the items of a block's users together, which takes less time than one by one.</param>
/// <param name="threads">The number of threads; it does not change the lists.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class UserBlocks(ITrainedModel model, int threads, CancellationToken cancellation)
{
    // The scores of a block: 8 MiB. And how many blocks a thread has before lists are handed out.
    private const int ScoresPerBlock = 1 << 21, MostUsers = 256, BlocksPerThread = 8;

    public IEnumerable<RecommendationList> Run(IReadOnlyList<int> users, ListMaker maker)
    {
        int size = Math.Clamp(ScoresPerBlock / Math.Max(1, model.ItemCount), 1, MostUsers), round = size * BlocksPerThread * threads;
        for (int start = 0; start < users.Count; start += round)
        {
            var lists = new RecommendationList[Math.Min(round, users.Count - start)];
            int first = start;
            BlockSchedule.Run((lists.Length + size - 1) / size, threads, () => new float[size * model.ItemCount], (block, scores) =>
            {
                cancellation.ThrowIfCancellationRequested();
                int from = block * size;
                int[] own = [.. Enumerable.Range(first + from, Math.Min(size, lists.Length - from)).Select(i => users[i])];
                model.ScoreAllItems(own, scores);
                for (int i = 0; i < own.Length; i++)
                    lists[from + i] = maker(own[i], scores.AsSpan(i * model.ItemCount, model.ItemCount));
            });
            foreach (RecommendationList list in lists) yield return list;
        }
    }
}
