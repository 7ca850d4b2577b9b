using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Tuning;

/// <summary>
/// A seeded random search with successive halving (<see cref="Halving"/>) over a model's settings, by a metric on the validation part. The
/// test part is taken away before anything is trained. A trial that goes on is trained again from its beginning, unless patience had ended
/// it: its first epochs are the same bits, and nothing has to be kept but the result.
/// </summary>
internal sealed class Search
{
    private readonly RecommendationData _data;
    private readonly SelectionMetric _select;
    private readonly ulong[] _seeds;
    private readonly int _threads;

    /// <summary>A search.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="settings">The settings that it begins at.</param>
    /// <param name="space">What is tuned.</param>
    /// <param name="options">How much is tried.</param>
    /// <param name="threads">
    /// Trainings go side by side on them; where there are more threads than trainings, the trainings share the others. They do not change a
    /// bit of the result.
    /// </param>
    public Search(RecommendationData data, RunSettings settings, SearchSpace space, SearchOptions options, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _data = data;
        _threads = threads;
        _select = options.Select;
        _seeds = [.. Enumerable.Range(0, options.Runs).Select(run => options.Seed + (ulong)run)];
        IReadOnlyList<KeyValuePair<string, string>> start = space.ValuesOf(settings);
        Trials =
        [
            .. space.Draw(options.Trials - 1, start, new SeededRandom(options.Seed).Split("search")).Prepend(start)
                .Select((values, number) => new Trial(number, values, settings.With(values))),
        ];
        Rungs = Halving.Epochs(Trials.Count, (settings.Options as EpochOptions)?.Epochs ?? 1, options.Rungs);
        Key = ComputeKey(data, settings, space, options);
    }

    /// <summary>The trials: what the search begins at, and what was drawn.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The epochs of each rung.</summary>
    public IReadOnlyList<int> Rungs { get; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of all that determines what a training of a trial comes to. How many trials and seeds there are
    /// does not: a search may be repeated with more of them, and goes on.
    /// </summary>
    public string Key { get; }

    /// <summary>Trains the trials, rung by rung.</summary>
    /// <param name="log">Has the trainings that are done, and gets the others.</param>
    /// <param name="report">Is told of each training that is done now, one at a time; null for nobody.</param>
    /// <param name="cancellation">Ends it early: what is done is kept.</param>
    /// <returns>The trials, the best first: by the rung that they came to, and there by what they are worth.</returns>
    /// <exception cref="SettingException">The settings that it begins at cannot be trained.</exception>
    /// <exception cref="InvalidOperationException">Every trial failed.</exception>
    public IReadOnlyList<TrialResult> Run(
        TrialLog log, Action<SearchProgress>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var parts = new RunPart[_seeds.Length];
        BlockSchedule.Run(parts.Length, _threads, seed => parts[seed] = Prepare(_seeds[seed]));
        var results = new Dictionary<int, TrialResult>();
        IReadOnlyList<int> numbers = [.. Trials.Select(trial => trial.Number)];
        for (int rung = 0; rung < Rungs.Count; rung++)
        {
            foreach (TrialResult result in RunRung(rung, numbers, parts, log, report, cancellation))
                results[result.Trial.Number] = result;
            numbers = Halving.GoOn(numbers, [.. numbers.Select(number => results[number].Validation)]);
        }

        if (results.Values.All(result => result.Failure is not null))
            throw new InvalidOperationException($"Every trial failed. That of the settings it began at: {results[0].Failure}");
        return
        [
            .. results.Values.OrderBy(r => r.Failure is not null).ThenByDescending(r => r.Rung).ThenByDescending(r => r.Validation)
                .ThenBy(r => r.Trial.Number),
        ];
    }

    private RunPart Prepare(ulong seed)
    {
        RunPart part = RunPart.Prepare(_data, Trials[0].Settings, seed);
        return part with { Split = part.Split with { Test = [] } };
    }

    private IEnumerable<TrialResult> RunRung(
        int rung, IReadOnlyList<int> numbers, RunPart[] parts, TrialLog log, Action<SearchProgress>? report,
        CancellationToken cancellation)
    {
        int epochs = Rungs[rung], jobs = numbers.Count * parts.Length, done = 0;
        int threads = Math.Max(1, _threads / jobs);
        var trainings = new TrialTraining[jobs];
        var reporting = new Lock();
        BlockSchedule.Run(jobs, _threads, job =>
        {
            (Trial trial, int seed) = (Trials[numbers[job / parts.Length]], job % parts.Length);
            TrialTraining? known = log.Find(trial.Number, _seeds[seed], epochs) ?? Ended(log, trial.Number, _seeds[seed], rung);
            trainings[job] = known ?? Train(trial, epochs, _seeds[seed], parts[seed], threads, cancellation);
            if (known is null) log.Keep(trainings[job]);
            lock (reporting)
            {
                done++;
                if (known is null) report?.Invoke(new SearchProgress(trainings[job], rung, Rungs.Count, done, jobs));
            }
        });
        return numbers.Select((number, i) => new TrialResult(
            Trials[number], rung, epochs, trainings[(i * parts.Length)..((i + 1) * parts.Length)]));
    }

    /// <summary>What the rung before came to, where patience ended it there.</summary>
    private TrialTraining? Ended(TrialLog log, int trial, ulong seed, int rung) =>
        Enumerable.Range(0, rung).Select(before => log.Find(trial, seed, Rungs[before])).FirstOrDefault(t => t?.HasEnded == true)
            is TrialTraining ended ? ended with { Epochs = Rungs[rung] } : null;

    private TrialTraining Train(Trial trial, int epochs, ulong seed, RunPart part, int threads, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        RunSettings settings = trial.Settings.Options is EpochOptions options
            ? trial.Settings with { Options = options with { Epochs = epochs, Select = _select } }
            : trial.Settings;
        try
        {
            TrainingResult result = part.Train(settings, threads, observer: null, cancellation);
            using ITrainedModel model = result.Recommender;
            double validation = settings.Options is EpochOptions
                ? result.Best.Metric(_select)
                : new Validation(new ModelData(part.Data, part.Split), _select, threads).Measure(model)?.Selected ?? double.NaN;
            return double.IsNaN(validation)
                ? Failed($"{_select.Name} is no number on the validation part. Has it both labels?")
                : new TrialTraining(
                    trial.Number, seed, epochs, validation, result.BestEpoch, Seconds(), HasEnded: result.Epochs.Count < epochs);
        }
        catch (Exception e) when (e is InvalidOperationException || (e is SettingException && trial.Number > 0))
        {
            // Some values do not go together, or collapse: that is a result, and the other trials go on.
            return Failed(e.Message);
        }

        TrialTraining Failed(string reason) => new(trial.Number, seed, epochs, double.NaN, 0, Seconds(), Failure: reason);

        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string ComputeKey(RecommendationData data, RunSettings settings, SearchSpace space, SearchOptions options)
    {
        var content = new JsonObject
        {
            ["data"] = DataFingerprint.Compute(data),
            ["model"] = settings.Model.Name,
            ["settings"] = settings.ToJson(),
            ["space"] = new JsonObject(
                space.Settings.Select(s => KeyValuePair.Create(s.Setting.Key, (JsonNode?)JsonValue.Create(s.Range.ToString())))),
            ["select"] = options.Select.Name,
            ["seed"] = options.Seed,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }
}
