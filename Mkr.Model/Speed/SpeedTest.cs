using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Metrics;
using Mkr.Model.Models;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Speed;

/// <summary>
/// Measures in a given time how fast this machine reads, trains and evaluates, and what one of its cores could do at most.
/// </summary>
/// <param name="subjects">The data sets.</param>
/// <param name="time">About how long all measurements together take. Preparing data comes on top; one that needs longer takes it.</param>
/// <param name="policies">The policies of the optimizer to train under, in this order; null for <see cref="Policies"/>.</param>
/// <param name="threads">How many may share a training step; everything else is measured on one.</param>
internal sealed class SpeedTest(
    IReadOnlyList<SpeedSubject> subjects, TimeSpan time, IReadOnlyList<string>? policies = null, int threads = 1)
{
    /// <summary>The scores that the AUC is measured with: about as many as the test part of <c>movie</c> has.</summary>
    public const int AucScores = 150_000;

    // Shares of the time. Training is what the rest is there for.
    private const int RoofShare = 3;
    private const int TrainingShare = 3;
    private const int OtherShare = 1;

    private readonly IReadOnlyList<string> _policies = policies ?? Policies;

    /// <summary>All policies of the optimizer.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["lazy", "deferred", "dense"];

    /// <summary>Runs it.</summary>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    public SpeedResult Run(ISpeedObserver? observer = null, CancellationToken cancellation = default)
    {
        var clock = new Clock(subjects.Count, _policies.Count, time, observer, cancellation);
        MachineRoof roof = MachineRoof.Measure(clock.Next("the machine's peak", RoofShare), cancellation);
        observer?.OnRoof(roof);
        PresetSpeed[] presets = [.. subjects.Select(subject => Measure(subject, clock, observer))];
        return new SpeedResult(MachineDescription.Current(), roof, AucSeconds(clock), presets);
    }

    private PresetSpeed Measure(SpeedSubject subject, Clock clock, ISpeedObserver? observer)
    {
        string preset = subject.Preset;
        RunSettings settings = subject.Settings;
        double reading = Rates.Median(clock.Measure($"{preset}: reading", OtherShare, () =>
        {
            RawDataReader.Read(subject.Folder, settings.Format);
            return subject.Bytes;
        }));

        var random = new SeededRandom(1);
        RecommendationData data = settings.Split.Reduce(subject.Data, random);
        DatasetSplit split = settings.Split.Split(data, random);
        var sizes = MkrSizes.Of(data);
        double rows = MachineRoof.RowsPerSecond(
            sizes.Users + sizes.Items + sizes.Entities + sizes.Relations, StepCost.Stride(subject.Options),
            clock.Next($"{preset}: rows at random", OtherShare), clock.Cancellation);
        var training = new List<TrainingSpeed>();
        foreach (string policy in _policies)
        {
            RunSettings varied = settings.With(KeyValuePair.Create("adam", policy));
            TimeSpan share = clock.Next($"{preset}: training, {policy}", TrainingShare);
            training.Add(TrainingTimer.Measure(data, split, (MkrOptions)varied.Options, share, threads, clock.Cancellation));
            observer?.OnTraining(preset, rows, training[^1]);
        }

        double ranking =
            Rates.Median(clock.Measure($"{preset}: ranking", OtherShare, RankingWork.Create(split, sizes, subject.Options.Dim)));
        return new PresetSpeed(preset, settings, sizes, reading, rows, ranking, training, GraphModels(preset, data.Graph.OfItems, clock));
    }

    /// <summary>The models of a graph alone, under one policy: with Deferred where there are several.</summary>
    private KgeSpeed[] GraphModels(string preset, KnowledgeGraph graph, Clock clock)
    {
        TimeSpan share = clock.Next($"{preset}: models of the graph alone", OtherShare);
        if (graph.Triples.Length == 0) return [];
        RowPolicy rows = _policies.Count == 1 ? Enum.Parse<RowPolicy>(_policies[0], ignoreCase: true) : RowPolicy.Deferred;
        (ModelDefinition Model, int Dim)[] cases = [.. KgeTimer.Models.SelectMany(_ => KgeTimer.Dims, (model, dim) => (model, dim))];
        return [.. cases.Select(x => new KgeSpeed(x.Model.Name, rows.ToString().ToLowerInvariant(), x.Dim, KgeTimer.Measure(
            graph, KgeTimer.Comparable((KgeOptions)x.Model.Defaults, x.Dim, rows), share / cases.Length, clock.Cancellation)))];
    }

    private static double AucSeconds(Clock clock)
    {
        var random = new SeededRandom(1);
        float[] scores = [.. Enumerable.Range(0, AucScores).Select(_ => (float)random.NextGaussian())];
        Interaction[] labels = [.. Enumerable.Range(0, AucScores).Select(i => new Interaction(0, 0, i % 2 == 0))];
        return 1 / Rates.Median(clock.Measure("AUC", OtherShare, () =>
        {
            AreaUnderCurve.Compute(scores, labels);
            return 1;
        }));
    }

    /// <summary>Gives each measurement its share of the time.</summary>
    private sealed class Clock(int presets, int policies, TimeSpan time, ISpeedObserver? observer, CancellationToken cancellation)
    {
        private readonly int _shares = RoofShare + OtherShare + (presets * ((4 * OtherShare) + (policies * TrainingShare)));
        private int _spent;

        public CancellationToken Cancellation => cancellation;

        public TimeSpan Next(string what, int share)
        {
            cancellation.ThrowIfCancellationRequested();
            observer?.OnMeasuring(what, (double)_spent / _shares);
            _spent += share;
            return time * share / _shares;
        }

        public IReadOnlyList<double> Measure(string what, int share, Func<long> work) =>
            Rates.Measure(Next(what, share), work, cancellation);
    }
}
