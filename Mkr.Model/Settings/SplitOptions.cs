using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;

namespace Mkr.Model.Settings;

/// <summary>How a data set is split, and how much of it is kept.</summary>
public sealed record SplitOptions
{
    /// <summary>How the data set is split.</summary>
    [Setting("how the data is split", Group = SettingGroup.Split)]
    public SplitProtocol Protocol { get; init; } = SplitProtocol.Find("warm");

    /// <summary>A folder with a split that is given, as <see cref="SplitFile"/> writes it; null where the protocol makes one.</summary>
    [Setting(
        "a folder with train.tsv, validation.tsv and test.tsv, as in a run's split/, instead of a protocol; or none", Key = "split",
        Group = SettingGroup.Split)]
    public string? Folder { get; init; }

    /// <summary>The share of the training interactions that is kept.</summary>
    [Setting(
        "the share of the training interactions that is kept, drawn at random", Group = SettingGroup.Split, Least = 0, IsAboveLeast = true,
        Most = 1)]
    public double TrainShare { get; init; } = 1;

    /// <summary>The share of the triples that is kept.</summary>
    [Setting(
        "the share of the triples that is kept, drawn at random", Group = SettingGroup.Split, Least = 0, IsAboveLeast = true, Most = 1)]
    public double GraphShare { get; init; } = 1;

    /// <summary>What becomes of the graph.</summary>
    [Setting("the knowledge graph: as it is (given), without triples (none), or with tails that are permuted (shuffled)",
        Group = SettingGroup.Split)]
    public GraphUse Graph { get; init; } = GraphUse.Given;

    /// <summary>
    /// Splits a data set, or reads the given split, and keeps <see cref="TrainShare"/> of the training part: of the same seed a smaller
    /// share is a part of a larger one.
    /// </summary>
    public DatasetSplit Split(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        DatasetSplit split = Folder is null ? Protocol.Split(data, random.Split("split")) : SplitFile.Read(Folder, data);
        return TrainShare == 1 ? split : split with { Train = RandomShare.Of(split.Train, TrainShare, random.Split("train share")) };
    }

    /// <summary>
    /// The data set with <see cref="GraphShare"/> of its triples, and what <see cref="Graph"/> makes of them: of the same seed a smaller
    /// share is a part of a larger one.
    /// </summary>
    public RecommendationData Reduce(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        KnowledgeGraph graph = data.Graph;
        if (GraphShare != 1) graph = graph.Change(triples => RandomShare.Of(triples, GraphShare, random.Split("graph share")));

        return data with
        {
            Graph = Graph switch
            {
                GraphUse.None => graph.Change(_ => []),
                GraphUse.Shuffled => graph.ShuffleTails(random.Split("shuffled graph")),
                _ => graph,
            },
        };
    }
}
