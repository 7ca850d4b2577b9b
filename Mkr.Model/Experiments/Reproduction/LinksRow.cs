using Mkr.Model.Metrics;
using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>A row of <see cref="LinksExperiment"/>: a model, or counting, on a data set, over the seeds.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="HeldOut">triples or pairs.</param>
/// <param name="Name">The model, or the way of counting.</param>
/// <param name="IsModel">Whether it is a model.</param>
/// <param name="Settings">The settings that were chosen, of each seed; none for counting.</param>
/// <param name="TestTriples">The test triples, on average.</param>
/// <param name="Mrr">The mean reciprocal rank.</param>
/// <param name="HitsAt1">The share of ranks of at most 1.</param>
/// <param name="HitsAt3">The share of ranks of at most 3.</param>
/// <param name="HitsAt10">The share of ranks of at most 10.</param>
/// <param name="MeanRank">The mean rank.</param>
/// <param name="HeadMrr">The mean reciprocal rank of heads.</param>
/// <param name="TailMrr">The mean reciprocal rank of tails.</param>
internal sealed record LinksRow(
    string Dataset, string HeldOut, string Name, bool IsModel, string Settings, double TestTriples, SampleStatistics Mrr, double HitsAt1,
    double HitsAt3, SampleStatistics HitsAt10, double MeanRank, double HeadMrr, double TailMrr)
{
    /// <summary>Summarises results over their seeds: of each data set and split counting first, then the models.</summary>
    public static IReadOnlyList<LinksRow> Of(IReadOnlyList<LinksResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return
        [
            .. results.GroupBy(r => (r.Trial.Dataset, r.Trial.HeldOut))
                .SelectMany(split => Counted([.. split]).Concat(Models([.. split]))),
        ];
    }

    /// <summary>Every model of a seed has the same test triples: the first one's rows are those of all.</summary>
    private static IEnumerable<LinksRow> Counted(LinksResult[] split) => split.DistinctBy(result => result.Trial.Seed)
        .SelectMany(result => result.Counted.Select(row => (result.Trial, row.Name, row.Ranks))).GroupBy(x => x.Name)
        .Select(rows => Row(rows.First().Trial, rows.Key, isModel: false, string.Empty, [.. rows.Select(x => x.Ranks)]));

    private static IEnumerable<LinksRow> Models(LinksResult[] split) => split.GroupBy(result => result.Trial.Model).Select(seeds => Row(
        seeds.First().Trial, seeds.Key, isModel: true, string.Join("; ", seeds.Select(s => s.Settings).Distinct()),
        [.. seeds.Select(s => s.Test)]));

    private static LinksRow Row(LinksTrial trial, string name, bool isModel, string settings, LinkRanks[] seeds)
    {
        LinkPrediction[] both = [.. seeds.Select(ranks => ranks.Both)];
        return new LinksRow(
            trial.Dataset, trial.HeldOut, name, isModel, settings, seeds.Average(ranks => ranks.Triples.Count),
            SampleStatistics.FromValues([.. both.Select(r => r.MeanReciprocalRank)]), both.Average(r => r.HitsAt1),
            both.Average(r => r.HitsAt3),
            SampleStatistics.FromValues([.. both.Select(r => r.HitsAt10)]), both.Average(r => r.MeanRank),
            seeds.Average(ranks => ranks.Heads.MeanReciprocalRank), seeds.Average(ranks => ranks.Tails.MeanReciprocalRank));
    }
}
