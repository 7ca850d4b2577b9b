using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;

namespace Mkr.Model.Reports;

/// <summary>Measures a run on parts of the users, by the size of their history, and of the items, by their popularity.</summary>
internal static class GroupResults
{
    private const int Groups = 4;

    /// <summary>By the training positives of users; the groups have about as many users with a list.</summary>
    public static IReadOnlyList<GroupResult> OfUsers(Interaction[] test, float[] scores, UserLists lists, IReadOnlyList<int> counts)
    {
        if (lists.Users.Count == 0) return [];
        CountGroups groups = CountGroups.Divide(lists.Users.Select(user => counts[user]), Groups);
        return [.. groups.Names.Select((name, group) =>
        {
            IEnumerable<int> places = Enumerable.Range(0, lists.Users.Count).Where(place => groups.Of(counts[lists.Users[place]]) == group);
            RankingMetrics[] own = [.. places.Select(lists.Measure)];
            double auc = Auc(test, scores, row => groups.Of(counts[row.User]) == group);
            return new GroupResult(
                name, own.Length, auc, Mean(own, m => m.Recall), Gain: Mean(own, m => m.NormalizedDiscountedCumulativeGain));
        })];
    }

    /// <summary>By the training positives of items; the groups have about as many test positives.</summary>
    public static IReadOnlyList<GroupResult> OfItems(Interaction[] test, float[] scores, UserLists lists, IReadOnlyList<int> counts)
    {
        int[] relevant = [.. lists.Users.SelectMany(user => lists.Relevant[user].ToArray())];
        if (relevant.Length == 0) return [];
        CountGroups groups = CountGroups.Divide(relevant.Select(item => counts[item]), Groups);
        int size = groups.Names.Count;
        int[] items = new int[size], wanted = new int[size], found = new int[size], listed = new int[size];
        foreach (int count in counts) items[groups.Of(count)]++;
        for (int place = 0; place < lists.Users.Count; place++)
        {
            foreach (int item in lists.Relevant[lists.Users[place]]) wanted[groups.Of(counts[item])]++;
            foreach (int item in lists.Items[place])
            {
                int group = groups.Of(counts[item]);
                listed[group]++;
                if (lists.Relevant.Contains(lists.Users[place], item)) found[group]++;
            }
        }

        return [.. groups.Names.Select((name, group) => new GroupResult(
            name, items[group], Auc(test, scores, row => groups.Of(counts[row.Item]) == group), (double)found[group] / wanted[group],
            ListShare: (double)listed[group] / listed.Sum(), PositiveShare: (double)wanted[group] / relevant.Length))];
    }

    private static double Mean(RankingMetrics[] metrics, Func<RankingMetrics, double> of) =>
        metrics.Length == 0 ? double.NaN : metrics.Average(of);

    private static double Auc(Interaction[] test, float[] scores, Predicate<Interaction> isIn)
    {
        int[] own = [.. Enumerable.Range(0, test.Length).Where(row => isIn(test[row]))];
        return AreaUnderCurve.Compute([.. own.Select(row => scores[row])], [.. own.Select(row => test[row])]);
    }
}
