using System.Globalization;
using Mkr.Model.Data;
using Mkr.Model.Inspection;
using Mkr.Model.Models.Counting;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr inspect</c> prints.</summary>
internal static class InspectReport
{
    private const int NamedRelations = 10;

    /// <summary>The sizes and the distributions.</summary>
    public static IEnumerable<string> Dataset(RecommendationData data, DatasetStatistics statistics)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{data.Name}: {data.Users.Count:N0} users, {data.Items.Count:N0} items, "
            + $"{data.Positives.PairCount:N0} positives (density {statistics.InteractionDensity:0.00e+00})");
        KnowledgeGraph graph = data.Graph;
        yield return string.Create(CultureInfo.InvariantCulture,
            $"graph: {graph.Entities.Count:N0} entities, {graph.Relations.Count:N0} relations, "
            + $"{graph.Triples.Length:N0} triples (density {statistics.GraphDensity:0.00e+00}); "
            + $"it says nothing of {statistics.ItemsWithoutTriple:N0} items");
        yield return string.Empty;
        var table = new TextTable(
            ("counts", -20), ("of", 8), ("mean", 9), ("least", 6), ("25%", 6), ("median", 6), ("75%", 6), ("90%", 6), ("99%", 6),
            ("most", 7));
        yield return table.Header();
        yield return Row("positives of a user", statistics.PositivesPerUser);
        yield return Row("positives of an item", statistics.PositivesPerItem);
        yield return Row("triples of a head", statistics.TriplesPerHead);
        yield return Row("triples of an entity", statistics.EntityDegree);

        string Row(string name, CountDistribution counts) => table.Row(
            name, counts.Count, counts.Mean.ToString("0.00", CultureInfo.InvariantCulture), counts.Quantile(0), counts.Quantile(0.25),
            counts.Quantile(0.5), counts.Quantile(0.75), counts.Quantile(0.9), counts.Quantile(0.99), counts.Maximum);
    }

    /// <summary>The most frequent relations, and one line for all others.</summary>
    public static IEnumerable<string> Relations(DatasetStatistics statistics)
    {
        RelationCount[] others = [.. statistics.Relations.Skip(NamedRelations)];
        IEnumerable<RelationCount> rows = statistics.Relations.Take(NamedRelations);
        if (others.Length > 0) rows = rows.Append(new RelationCount($"{others.Length} others", others.Sum(r => r.Triples)));
        double all = statistics.Relations.Sum(r => r.Triples);
        var table = new TextTable(("relation", -46), ("triples", 8), ("share", 7));
        return rows.Select(r => table.Row(r.Relation, r.Triples, Percent(r.Triples / all))).Prepend(table.Header());
    }

    /// <summary>The parts of the split, what is new in the test part, and what fell away.</summary>
    public static IEnumerable<string> Split(string protocol, DatasetSplit rows, SplitStatistics split)
    {
        var table = new TextTable(("split: " + protocol, -20), ("rows", 9), ("positive", 8));
        yield return table.Header();
        yield return Row("train", split.Train);
        yield return Row("validation", split.Validation);
        yield return Row("test", split.Test);
        yield return $"without a positive in training: {split.ColdTestUsers:N0} of {split.TestUsers:N0} test users "
            + $"({Share(split.ColdTestUsers, split.TestUsers)}), {split.ColdTestItems:N0} of {split.TestItems:N0} test items "
            + $"({Share(split.ColdTestItems, split.TestItems)})";
        foreach (string line in rows.LeftOutLines()) yield return line;

        string Row(string name, PartStatistics part) => table.Row(name, part.Interactions, Percent(part.PositiveShare));
    }

    /// <summary>What each split gives away: AUC without a model, and the labels of items seldom seen.</summary>
    public static IEnumerable<string> Leaks(IReadOnlyList<(string Protocol, LeakStatistics Leaks)> rows)
    {
        var table = new TextTable(
            ("test AUC of", -13), ("c", 6), ("rate of c", 9), ("user balance", 12), ("item order", 10),
            ("rows, c = 0", 11), ("positive", 8), ("rows, c = 1", 11), ("positive", 8));
        yield return table.Header();
        foreach ((string protocol, LeakStatistics leaks) in rows)
        {
            yield return table.Row(
                protocol, Four(leaks.PopularityAuc), Four(leaks.CatalogueAuc), Four(leaks.UserBalanceAuc), Four(leaks.ItemOrderAuc),
                leaks.NeverSeen.Interactions, Share(leaks.NeverSeen.Positives, leaks.NeverSeen.Interactions),
                leaks.SeenOnce.Interactions, Share(leaks.SeenOnce.Positives, leaks.SeenOnce.Interactions));
        }

        yield return "c: the item's training positives; rate of c: the share of positives at c, learnt on validation. 0.5 tells nothing.";
    }

    /// <summary>The paper's study, both ways.</summary>
    public static IEnumerable<string> Study(CommonNeighbours study)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{study.Pairs:N0} item pairs: rank correlation of common raters and common neighbours in the graph "
            + $"{study.RankCorrelation:0.000}");
        foreach (string line in Categories("common raters", "mean neighbours", study.ByRaters)) yield return line;
        yield return string.Empty;
        foreach (string line in Categories("common neighbours", "mean raters", study.ByGraph)) yield return line;
    }

    private static IEnumerable<string> Categories(string by, string mean, IReadOnlyList<PairCategory> categories)
    {
        var table = new TextTable((by, -20), ("pairs", 9), (mean, 15), ("+-", 7));
        return categories.Select(c => table.Row(c.Name, c.Pairs, Four(c.Mean), Four(c.StandardError))).Prepend(table.Header());
    }

    private static string Share(int part, int all) => all == 0 ? "-" : Percent(part / (double)all);

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);

    private static string Four(double value) => double.IsNaN(value) ? "-" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
