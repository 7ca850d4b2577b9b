using System.Diagnostics;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// The six models of a graph alone at link prediction: each with the same small number of settings, of which the one with the best MRR on
/// the validation triples, with the first seed, is read on the test triples, beside what counting comes to. Triples are held out by
/// themselves, and by pairs.
/// </summary>
internal static class LinksExperiment
{
    /// <summary>Its name.</summary>
    public const string Name = "links";

    /// <summary>Its title.</summary>
    public const string Title = "Link prediction on held-out triples, filtered, both sides; settings chosen on the validation triples";

    private static readonly string[] Distances =
        ["loss=selfAdversarial offset=6", "loss=selfAdversarial offset=9 dim=64", "loss=margin margin=2"];

    private static readonly string[] Products = ["l2=1e-4", "l2=4e-5", "l2=2e-4"];

    /// <summary>The data sets, unless others are asked for.</summary>
    public static IReadOnlyList<string> Datasets { get; } = ["movie", "music"];

    /// <summary>The models, each with the settings that are tried.</summary>
    public static IReadOnlyList<(string Model, IReadOnlyList<string> Settings)> Models { get; } =
    [
        ("transe", Distances), ("transh", Distances), ("transr", Distances),
        ("rescal", Products), ("analogy", Products), ("hole", Products),
    ];

    /// <summary>
    /// Trains a model with each of its settings, and ranks the test triples by the one that validates best; the settings that are best with
    /// the first seed are those of all.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="trials">What is trained: one model on one data set, a trial a seed.</param>
    /// <param name="set">Settings that hold for all.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static IEnumerable<LinksResult> Run(
        RecommendationData data, IEnumerable<LinksTrial> trials, IReadOnlyList<KeyValuePair<string, string>> set,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trials);
        IReadOnlyList<string>? chosen = null;
        foreach (LinksTrial trial in trials)
        {
            LinksResult result = Run(data, trial, chosen ?? Models.First(m => m.Model == trial.Model).Settings, set, cancellation);
            chosen ??= [result.Settings];
            yield return result;
        }
    }

    private static LinksResult Run(
        RecommendationData data, LinksTrial trial, IReadOnlyList<string> tried, IReadOnlyList<KeyValuePair<string, string>> set,
        CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        RunSettings common = Preset.Find(trial.Dataset).Settings(ModelCatalog.Find(trial.Model));
        (string Settings, double Validation, ILinkPredictor Model)? best = null;
        foreach (string candidate in tried)
        {
            RunSettings settings = common.With(Pairs(candidate)).With(set).With([new("heldOut", trial.HeldOut)]);
            TrainingResult result = RunPart.Prepare(data, settings, trial.Seed).Train(settings, threads: 1, null, cancellation);
            double validation = result.Best.Metric(SelectionMetric.Mrr);
            if (!(validation <= best?.Validation)) best = (candidate, validation, (ILinkPredictor)result.Recommender);
        }

        ILinkPredictor model = best!.Value.Model;
        LinkRanks test = model.Rank(model.Parts.Test);
        int entities = data.Graph.OfItems.Entities.Count;
        IReadOnlyList<(string Name, LinkRanks Ranks)> counted = [.. CountingScorer.All(model.Parts.Train, entities)
            .Select(row => (row.Name, model.Rank(row, model.Parts.Test)))];
        return new LinksResult(
            trial, best.Value.Settings, best.Value.Validation, test, counted, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string settings) =>
        settings.Split(' ').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}

/// <summary>A model on a data set, with one seed.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="HeldOut">triples or pairs.</param>
/// <param name="Model">The model.</param>
/// <param name="Seed">Determines split, initialisation and training.</param>
internal sealed record LinksTrial(string Dataset, string HeldOut, string Model, ulong Seed);

/// <summary>What comes of a trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Settings">The settings that validated best.</param>
/// <param name="Validation">Their MRR on the validation triples.</param>
/// <param name="Test">The ranks of the test triples.</param>
/// <param name="Counted">The same by counting.</param>
/// <param name="Seconds">The time that it took; with the first seed, for all settings.</param>
internal sealed record LinksResult(
    LinksTrial Trial, string Settings, double Validation, LinkRanks Test, IReadOnlyList<(string Name, LinkRanks Ranks)> Counted,
    double Seconds);
