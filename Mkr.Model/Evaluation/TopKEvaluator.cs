using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;

namespace Mkr.Model.Evaluation;

/// <summary>
/// Measures top-K recommendation. For each user with a positive in the test set, all items but those already seen are ranked by score
/// (of equal scores the lower item index comes first); the test positives are the relevant items.
/// </summary>
/// <remarks>
/// It is built once for a split and evaluates any number of recommenders. Users are scored in blocks, so that the buffers do not grow
/// with their number; partial sums are added in the order of the blocks, so that the result is the same, to the bit, for any number of
/// threads.
/// </remarks>
public sealed class TopKEvaluator
{
    /// <summary>The scores of a block: 1 MiB, which the L2 cache holds between the scoring and the ranking.</summary>
    private const int ScoresPerBlock = 1 << 18;

    private readonly TopKTask _task;
    private readonly int[] _users;
    private readonly int[] _positives;
    private readonly int _userCount;

    /// <summary>Prepares the users, their seen and their relevant items.</summary>
    /// <param name="test">The test interactions. A positive that was seen is no candidate and does not count.</param>
    /// <param name="seen">The interactions known before, training and validation: their positives leave the ranking.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    /// <param name="options">What to measure.</param>
    /// <exception cref="ArgumentException">An interaction is of an unknown user or item, or the cutoffs do not ascend from 1.</exception>
    public TopKEvaluator(
        ReadOnlySpan<Interaction> test, ReadOnlySpan<Interaction> seen, int userCount, int itemCount, TopKOptions? options = null)
    {
        options ??= new TopKOptions();
        CheckCutoffs(options.Cutoffs);
        var excluded = new UserItemRows(seen, userCount, itemCount, x => x.IsPositive || options.ExcludeNegatives);
        var relevant = new UserItemRows(test, userCount, itemCount, x => x.IsPositive && !excluded.Contains(x.User, x.Item));
        _task = new(excluded, relevant, itemCount, [.. options.Cutoffs]);
        _users = [.. Enumerable.Range(0, userCount).Where(user => !relevant[user].IsEmpty)];
        if (options.SampledUsers is int size) _users = Sample(_users, size, options.Seed);
        _userCount = userCount;
        _positives = new int[itemCount];
        foreach (Interaction x in seen)
            if (x.IsPositive) _positives[x.Item]++;
    }

    /// <summary>The users whose items are ranked, ascending.</summary>
    public IReadOnlyList<int> Users => _users;

    /// <summary>Evaluates a recommender.</summary>
    /// <param name="recommender">The recommender.</param>
    /// <param name="threads">The number of threads.</param>
    /// <exception cref="ArgumentException">The recommender knows other users or items, or a score is NaN.</exception>
    public TopKResult Evaluate(IRecommender recommender, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(recommender);
        if (recommender.ItemCount != _task.ItemCount || recommender.UserCount != _userCount)
        {
            throw new ArgumentException(
                $"{recommender.Name} knows {recommender.UserCount} users and {recommender.ItemCount} items, "
                + $"the test set is of {_userCount} and {_task.ItemCount}.",
                nameof(recommender));
        }

        int blockSize = Math.Clamp(ScoresPerBlock / Math.Max(1, _task.ItemCount), 1, 256);
        var sums = new RankingMetrics[(_users.Length + blockSize - 1) / blockSize][];
        TopKWorker CreateWorker() => new(_task, recommender, blockSize);
        TopKWorker[] workers = BlockSchedule.Run(sums.Length, threads, CreateWorker, (block, worker) =>
        {
            int start = block * blockSize;
            sums[block] = worker.RankBlock(_users.AsSpan(start, Math.Min(blockSize, _users.Length - start)));
        });
        return Combine(sums, workers);
    }

    private TopKResult Combine(RankingMetrics[][] sums, TopKWorker[] workers)
    {
        var cutoffs = new TopKCutoff[_task.Cutoffs.Length];
        long[] exposures = new long[_task.ItemCount];
        for (int c = 0; c < cutoffs.Length; c++)
        {
            RankingMetrics sum = default;
            foreach (RankingMetrics[] block in sums) sum += block[c];
            foreach (TopKWorker worker in workers) worker.AddExposures(c, exposures);
            cutoffs[c] = new(_task.Cutoffs[c], sum / _users.Length, CatalogueMetrics.FromExposures(exposures, _positives));
        }

        return new(_users.Length, cutoffs);
    }

    private static int[] Sample(int[] users, int size, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        new SeededRandom(seed).Split("top-K users").Shuffle(users.AsSpan());
        int[] sample = users[..Math.Min(size, users.Length)];
        Array.Sort(sample);
        return sample;
    }

    private static void CheckCutoffs(IReadOnlyList<int> cutoffs)
    {
        int before = 0;
        foreach (int k in cutoffs)
        {
            if (k <= before)
                throw new ArgumentException($"The cutoffs {string.Join(", ", cutoffs)} do not ascend from 1.", nameof(cutoffs));
            before = k;
        }

        if (before == 0) throw new ArgumentException("There is no cutoff.", nameof(cutoffs));
    }
}
