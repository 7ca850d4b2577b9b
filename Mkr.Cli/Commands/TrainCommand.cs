using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Progress;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Export.Events;
using Mkr.Model.Models;
using Mkr.Model.Runs;
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

    public static Command Create()
    {
        var train = new TrainCommand();
        Completions.Propose(train._compare, () => Comparison.Keys.Append("none"));
        var command = new Command(
            "train", "Trains a model and tests it, beside popularity and the same model without its knowledge graph.");
        IEnumerable<Option> options =
            [.. train._settings.All, train._seed, train._runs, train._compare, train._threads, train._out, train._events, train._json];
        foreach (Option option in options) command.Options.Add(option);
        command.Options.Add(new HelpOption { Action = new Help(train._settings) });
        command.SetAction((parsed, cancellation) => Task.FromResult(train.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RunSettings settings = _settings.Settings(parsed);
        IReadOnlyList<Comparison> comparisons = Comparisons(parsed.GetValue(_compare));
        string? output = parsed.GetValue(_out), json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        TrainingEvents.CheckWritable(parsed.GetValue(_events));
        using NewFolder? folder = output is null ? null : NewFolder.Claim(output);
        int threads = Math.Min(parsed.GetValue(_threads), Environment.ProcessorCount);
        RecommendationData data = WarmUp.During(
            settings, threads, () => RawDataReader.Read(_settings.Folder(parsed), settings.Format));
        Notes.Write(data.Report.ToLines());

        ulong[] seeds = [.. Enumerable.Range(0, parsed.GetValue(_runs)).Select(run => (ulong)(parsed.GetValue(_seed) + run))];
        var experiment = new Experiment(data, settings, threads) { Comparisons = comparisons };
        ExperimentRun[] results = Train(experiment, seeds, settings, parsed.GetValue(_events), Keep, cancellation);
        IReadOnlyList<RowSummary> rows = RowSummary.Of(results, threads);
        foreach (string line in TrainReport.Lines(results, rows)) Console.WriteLine(line);
        JsonFile.Write(json, TrainReport.ToJson(data, settings, results, rows));
        if (output is not null) Notes.Write($"Wrote {output}{(seeds.Length > 1 ? $", run-1 to run-{seeds.Length}" : string.Empty)}.");
        return ErrorReport.Success;

        void Keep(int run, ExperimentRun result)
        {
            void Write(string path) => RunFolder.Write(path, settings, data, result, TrainReport.RunToJson(result));
            if (seeds.Length == 1) folder?.Write(Write);
            else folder?.Write($"run-{run + 1}", Write);
        }
    }

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
