using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Inspection;
using Mkr.Model.Models.Counting;

namespace Mkr.Cli.Output.Json;

/// <summary>What <c>mkr inspect</c> found, as JSON.</summary>
internal static class InspectJson
{
    /// <summary>The sizes and the distributions.</summary>
    public static JsonObject Dataset(RecommendationData data, DatasetStatistics statistics) => new()
    {
        ["name"] = data.Name,
        ["users"] = data.Users.Count,
        ["items"] = data.Items.Count,
        ["positives"] = data.Positives.PairCount,
        ["interactionDensity"] = JsonFile.Number(statistics.InteractionDensity),
        ["entities"] = data.Graph.Entities.Count,
        ["relations"] = data.Graph.Relations.Count,
        ["triples"] = data.Graph.Triples.Length,
        ["graphDensity"] = JsonFile.Number(statistics.GraphDensity),
        ["unlinkedRatings"] = data.Report.UnlinkedRatings,
        ["otherTriples"] = data.Report.OtherTriples,
        ["itemsWithoutEntity"] = data.Report.ItemsWithoutEntity,
        ["itemsSharingEntity"] = data.Report.ItemsSharingEntity,
        ["itemsWithoutTriple"] = statistics.ItemsWithoutTriple,
        ["positivesPerUser"] = Counts(statistics.PositivesPerUser),
        ["positivesPerItem"] = Counts(statistics.PositivesPerItem),
        ["triplesPerHead"] = Counts(statistics.TriplesPerHead),
        ["entityDegree"] = Counts(statistics.EntityDegree),
        ["triplesPerRelation"] = new JsonObject(statistics.Relations.Select(r => KeyValuePair.Create(r.Relation, (JsonNode?)r.Triples))),
    };

    /// <summary>The split.</summary>
    public static JsonObject Split(string protocol, DatasetSplit rows, SplitStatistics split, LeakStatistics leaks) => new()
    {
        ["protocol"] = protocol,
        ["fingerprint"] = rows.Fingerprint,
        ["leftOutItems"] = rows.LeftOutItems,
        ["leftOutPositives"] = rows.LeftOutPositives,
        ["missingNegatives"] = rows.MissingNegatives,
        ["train"] = Part(split.Train),
        ["validation"] = Part(split.Validation),
        ["test"] = Part(split.Test),
        ["testUsers"] = split.TestUsers,
        ["coldTestUsers"] = split.ColdTestUsers,
        ["testItems"] = split.TestItems,
        ["coldTestItems"] = split.ColdTestItems,
        ["leakAuc"] = JsonFile.Number(leaks.UserBalanceAuc),
        ["popularityAuc"] = JsonFile.Number(leaks.PopularityAuc),
    };

    /// <summary>What each split gives away.</summary>
    public static JsonArray Leaks(IReadOnlyList<(string Protocol, LeakStatistics Leaks)> rows) => new([.. rows.Select(row => new JsonObject
    {
        ["protocol"] = row.Protocol,
        ["popularityAuc"] = JsonFile.Number(row.Leaks.PopularityAuc),
        ["catalogueAuc"] = JsonFile.Number(row.Leaks.CatalogueAuc),
        ["userBalanceAuc"] = JsonFile.Number(row.Leaks.UserBalanceAuc),
        ["itemOrderAuc"] = JsonFile.Number(row.Leaks.ItemOrderAuc),
        ["neverSeen"] = Part(row.Leaks.NeverSeen),
        ["seenOnce"] = Part(row.Leaks.SeenOnce),
    })]);

    /// <summary>The paper's study.</summary>
    public static JsonObject Study(CommonNeighbours study) => new()
    {
        ["pairs"] = study.Pairs,
        ["rankCorrelation"] = JsonFile.Number(study.RankCorrelation),
        ["byCommonRaters"] = Categories(study.ByRaters),
        ["byCommonNeighbours"] = Categories(study.ByGraph),
    };

    private static JsonObject Counts(CountDistribution counts) => new()
    {
        ["count"] = counts.Count,
        ["mean"] = JsonFile.Number(counts.Mean),
        ["least"] = counts.Quantile(0),
        ["quartile1"] = counts.Quantile(0.25),
        ["median"] = counts.Quantile(0.5),
        ["quartile3"] = counts.Quantile(0.75),
        ["percentile90"] = counts.Quantile(0.9),
        ["percentile99"] = counts.Quantile(0.99),
        ["most"] = counts.Maximum,
    };

    private static JsonObject Part(PartStatistics part) => new() { ["interactions"] = part.Interactions, ["positives"] = part.Positives };

    private static JsonArray Categories(IReadOnlyList<PairCategory> categories) => new([.. categories.Select(c => new JsonObject
    {
        ["from"] = c.From,
        ["to"] = c.To,
        ["pairs"] = c.Pairs,
        ["mean"] = JsonFile.Number(c.Mean),
        ["standardError"] = JsonFile.Number(c.StandardError),
    })]);
}
