using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>Everything that determines a training run, but for its seed and its data. <see cref="Setting.All"/> gives each part a key.</summary>
public sealed record RunSettings
{
    /// <summary>The data set's layout.</summary>
    public required RawFormat Format { get; init; }

    /// <summary>How the data set is split.</summary>
    public SplitProtocol Protocol { get; init; } = SplitProtocol.All[0];

    /// <summary>A folder with a split that is given, as <see cref="SplitFile"/> writes it; null where <see cref="Protocol"/> makes one.</summary>
    public string? SplitFolder { get; init; }

    /// <summary>The model's shape and loss.</summary>
    public required MkrOptions Model { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The share of the training interactions that is kept.</summary>
    public double TrainShare { get; init; } = 1;

    /// <summary>The share of the triples that is kept.</summary>
    public double GraphShare { get; init; } = 1;

    /// <summary>Splits a data set, or reads the given split, and keeps <see cref="TrainShare"/> of the training part: of the same seed a smaller share is a part of a larger one.</summary>
    public DatasetSplit Split(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        DatasetSplit split = SplitFolder is null ? Protocol.Split(data, random.Split("split")) : SplitFile.Read(SplitFolder, data);
        return TrainShare == 1 ? split : split with { Train = RandomShare.Of(split.Train, TrainShare, random.Split("train share")) };
    }

    /// <summary>The data set with <see cref="GraphShare"/> of its triples: of the same seed a smaller share is a part of a larger one.</summary>
    public RecommendationData Reduce(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        if (GraphShare == 1) return data;
        KnowledgeGraph graph = data.Graph;
        Triple[] kept = RandomShare.Of(graph.Triples.ToArray(), GraphShare, random.Split("graph share"));
        return data with { Graph = new KnowledgeGraph(graph.Entities, graph.Relations, kept) };
    }

    /// <summary>
    /// Selects an objective together with the schedule that belongs to it: the paper's with Algorithm 1, the released program's with whole epochs.
    /// </summary>
    public RunSettings WithObjective(Objective objective) => this with
    {
        Model = Model with { Objective = objective },
        Training = Training with { Schedule = objective == Objective.Paper ? Schedule.Algorithm1 : Schedule.Epochs },
    };
}
