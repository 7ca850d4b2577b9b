using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;
using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Models.Counting;
using Mkr.Model.Runs;
using Mkr.Model.Runs.Comparisons;

namespace Mkr.Model.Reports;

/// <summary>A run of a <see cref="RunReport"/>.</summary>
/// <param name="Name">Its name in tables: its model's, with the folder's where two have the same.</param>
/// <param name="Compared">Its results, and how far the first run is ahead.</param>
/// <param name="Details">What is measured beside them.</param>
/// <param name="GainAheadBy">
/// The mean NDCG@10 of the first run minus this one's, with the p of a paired t-test over the users; null in the first.
/// </param>
internal sealed record ReportedRun(string Name, ComparedRun Compared, RunDetails Details, PairedTTest? GainAheadBy);

/// <summary>What a report measures of a run beside what a comparison does.</summary>
/// <param name="Calibration">Whether its probabilities come true on the test part.</param>
/// <param name="Gains">NDCG@10 of each user who has a test positive.</param>
/// <param name="Catalogue">What its lists of ten show of the catalogue.</param>
/// <param name="ByHistory">Its results by the size of users' histories.</param>
/// <param name="ByPopularity">Its results by the popularity of items.</param>
/// <param name="Samples">What it recommends to some users, and why.</param>
internal sealed record RunDetails(
    Calibration Calibration, IReadOnlyList<double> Gains, CatalogueMetrics Catalogue, IReadOnlyList<GroupResult> ByHistory,
    IReadOnlyList<GroupResult> ByPopularity, IReadOnlyList<Sample> Samples)
{
    /// <summary>Measures a run that is open.</summary>
    internal static RunDetails Measure(RunFolder run, float[] testScores, int threads)
    {
        UserLists lists = UserLists.Create(run.Recommender, run.Split, threads);
        int[] items = PositiveCounts.OfItems(run.Split.Train, run.Data.Items.Count), users = new int[run.Data.Users.Count];
        foreach (Interaction row in run.Split.Train)
            if (row.IsPositive) users[row.User]++;
        long[] exposures = new long[items.Length];
        foreach (int item in lists.Items.SelectMany(list => list)) exposures[item]++;
        return new RunDetails(
            Calibration.Compute(testScores, run.Split.Test),
            [.. Enumerable.Range(0, lists.Users.Count).Select(place => lists.Measure(place).NormalizedDiscountedCumulativeGain)],
            CatalogueMetrics.FromExposures(exposures, items),
            GroupResults.OfUsers(run.Split.Test, testScores, lists, users), GroupResults.OfItems(run.Split.Test, testScores, lists, items),
            Reports.Samples.Draw(run, lists));
    }
}
