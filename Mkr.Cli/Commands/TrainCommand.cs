using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mkr.Cli.Commands.Life;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Progress;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Export.Events;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr train</c>: trains a model, tests it beside the rows that it is to be read against, and keeps it.</summary>
internal sealed class TrainCommand
{
    private readonly SettingOptions _settings = new();
    private readonly Option<int> _seed =
        CommonOptions.Whole("--seed", "N", "Determines split, initialisation and training", 1, 0, int.MaxValue);
    private readonly Option<int> _runs = CommonOptions.Whole("--runs", "N", "Runs, with seeds from --seed on", 1, 1, 10_000);

    private readonly Option<string?> _compare = new("--compare")
    {
        Description = $"The rows to compare with: {string.Join(", ", Comparison.Keys)}, or none "
            + $"[default: {string.Join(',', Comparison.Defaults.Select(c => c.Key))}]",
        HelpName = "ROW,ROW,...",
    };

    private readonly Option<int> _threads = CommonOptions.Threads(
        "Threads to use, no more than there are cores: the trainings of all rows and runs go side by side on them; threads that are left "
        + "share steps, where the batch is large and that is quicker; the result is the same with any number");

    private readonly Option<string?> _out = new("--out")
    {
        Description = "A new folder for the trained model; with several runs, a folder in it for each, as soon as it is done",
        HelpName = "DIR",
    };

    private readonly Option<string?> _events = new("--events")
    {
        Description = "Also write how it goes into this folder, for TensorBoard to show at once: a folder in it for each run",
        HelpName = "DIR",
    };

    private readonly Option<string?> _json = CommonOptions.Json();
    private readonly LifeOptions _life = new();

    public static Command Create()
    {
        var train = new TrainCommand();
        Completions.Propose(train._compare, () => Comparison.Keys.Append("none"));
        var command = new Command(
            "train", "Trains a model and tests it, beside popularity and the same model without its knowledge graph.");
        IEnumerable<Option> options =
        [
            .. train._settings.All, train._seed, train._runs, train._compare, train._threads, train._out, train._events, train._json,
            .. train._life.All,
        ];
        foreach (Option option in options) command.Options.Add(option);
        command.Options.Add(new HelpOption { Action = new Help(train._settings) });
        command.SetAction((parsed, cancellation) => Task.FromResult(train.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        _life.Check(parsed, _settings, [_seed, _runs, _compare]);
        int threads = Math.Min(parsed.GetValue(_threads), Environment.ProcessorCount);
        if (parsed.GetValue(_life.Refit) is string chosen)
        {
            RefitRun.Run(
                chosen, _settings.GivenFolder(parsed), parsed.GetValue(_out), parsed.GetValue(_json), threads, cancellation);
            return ErrorReport.Success;
        }

        using CheckpointFolder? checkpoints = _life.Open(parsed);
        try
        {
            Run(parsed, Plan(parsed, checkpoints), checkpoints, threads, cancellation);
            return ErrorReport.Success;
        }
        catch (Exception e) when (checkpoints is not null && ErrorReport.IsInterruption(e))
        {
            return ErrorReport.Fail(
                $"Interrupted. {CheckpointLine(checkpoints)} Go on with: mkr train --resume {checkpoints.Path}", ErrorReport.Interrupted);
        }
    }

    private void Run(
        ParseResult parsed, TrainPlan plan, CheckpointFolder? checkpoints, int threads, CancellationToken cancellation)
    {
        JsonFile.CheckWritable(plan.Json);
        TrainingEvents.CheckWritable(parsed.GetValue(_events));
        using NewFolder? folder = plan.Out is null ? null : NewFolder.Claim(plan.Out);
        IReadOnlyList<Comparison> comparisons = Comparisons(plan.Compare);
        using RunFolder? from = plan.From is null ? null : RunArgument.Open(plan.From);
        RunSettings start = plan.Start(from);
        RunSettings settings = parsed.GetValue(_life.Resume) is null ? _settings.Settings(parsed, start) : start.With(plan.Changes);
        RecommendationData data = WarmUp.During(settings, threads, () => plan.Read(from, settings));
        Notes.Write(data.Report.ToLines());
        if (checkpoints is not null) Begin(checkpoints, plan, data);

        ulong[] seeds = plan.Seeds;
        var experiment = new Experiment(data, settings, threads)
        {
            Comparisons = comparisons,
            WarmStart = from is null ? null : new WarmStart(from),
            Checkpoints = checkpoints,
        };
        ExperimentRun[] results = Train(experiment, seeds, settings, parsed.GetValue(_events), Keep, cancellation);
        IReadOnlyList<RowSummary> rows = RowSummary.Of(results, threads);
        foreach (string line in TrainReport.Lines(results, rows)) Console.WriteLine(line);
        JsonFile.Write(plan.Json, TrainReport.ToJson(data, settings, results, rows));
        if (plan.Out is not null)
            Notes.Write($"Wrote {plan.Out}{(seeds.Length > 1 ? $", run-1 to run-{seeds.Length}" : string.Empty)}.");

        void Keep(int run, ExperimentRun result)
        {
            void Write(string path) => RunFolder.Write(path, settings, data, result, TrainReport.RunToJson(result));
            if (seeds.Length == 1) folder?.Write(Write);
            else folder?.Write($"run-{run + 1}", Write);
        }
    }

    /// <summary>What is asked for: by the command line, or by the checkpoint, of which the command line may change places alone.</summary>
    private TrainPlan Plan(ParseResult parsed, CheckpointFolder? checkpoints)
    {
        string? data = Full(_settings.GivenFolder(parsed)), output = Full(parsed.GetValue(_out)), json = Full(parsed.GetValue(_json));
        if (parsed.GetValue(_life.Resume) is not null)
        {
            TrainPlan begun = TrainPlan.FromJson(checkpoints!.Plan);
            return begun with { Data = data ?? begun.Data, Out = output ?? begun.Out, Json = json ?? begun.Json };
        }

        string? from = Full(parsed.GetValue(_life.From));
        return new TrainPlan(
            _settings.Model(parsed).Name, _settings.PresetName(parsed), _settings.Changes(parsed),
            data ?? (from is null ? Full(_settings.Folder(parsed)) : null), from, parsed.GetValue(_seed), parsed.GetValue(_runs),
            parsed.GetValue(_compare), output, json);

        // A checkpoint may be gone on with from another folder.
        string? Full(string? path) => path is null || checkpoints is null ? path : Path.GetFullPath(path);
    }

    /// <summary>Writes down what is trained, or sees that what was begun is gone on with.</summary>
    private static void Begin(CheckpointFolder checkpoints, TrainPlan plan, RecommendationData data)
    {
        string fingerprint = DataFingerprint.Compute(data);
        if (checkpoints.Data.Length == 0) checkpoints.Begin(plan.ToJson(), fingerprint);
        else if (checkpoints.Data != fingerprint)
        {
            throw new SettingException(
                $"{plan.Data ?? plan.From}: these are not the data that the training began with. Give --data the folder that has them.");
        }
    }

    private static string CheckpointLine(CheckpointFolder checkpoints) => checkpoints.Epochs.Any(epoch => epoch > 0)
        ? $"The state after epoch {string.Join(", ", checkpoints.Epochs)} is kept."
        : "No epoch was complete yet.";

    private static ExperimentRun[] Train(
        Experiment experiment, ulong[] seeds, RunSettings settings, string? events, Action<int, ExperimentRun> keep,
        CancellationToken cancellation)
    {
        ExperimentRun[] results = [];
        string[] labels = [.. Enumerable.Range(1, seeds.Length).Select(run => $"run {run}")];
        TrainingDisplay.Run(
            labels, (settings.Options as EpochOptions)?.Epochs ?? 1,
            displays =>
            {
                IReadOnlyList<ITrainingObserver> observers = events is null
                    ? displays
                    : [.. displays.Select((display, run) => new TrainingEvents(Path.Combine(events, $"run-{run + 1}"), display))];
                results = experiment.Run(seeds, observers, keep, cancellation);
                foreach (TrainingEvents written in observers.OfType<TrainingEvents>()) written.Dispose();
            });
        return results;
    }

    private static IReadOnlyList<Comparison> Comparisons(string? given) => given switch
    {
        null => Comparison.Defaults,
        "none" => [],
        _ => [.. given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Select(Comparison.Find)],
    };

    /// <summary>The usual help, and then the settings of the model.</summary>
    private sealed class Help(SettingOptions settings) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            ModelDefinition model = settings.Model(parseResult);
            new HelpAction().Invoke(parseResult);
            foreach (string line in SettingHelp.Lines(model)) Console.WriteLine(line);
            return ErrorReport.Success;
        }
    }
}
