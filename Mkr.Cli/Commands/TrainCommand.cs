using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mkr.Cli.Output;
using Mkr.Model.Checkpoints;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr train</c>: trains MKR, tests it beside the rows that it is to be read against, and keeps it.</summary>
internal sealed class TrainCommand
{
    private readonly SettingOptions _settings = new();
    private readonly Option<int> _seed = CommonOptions.Whole("--seed", "N", "Determines split, initialisation and training", 1, 0, int.MaxValue);
    private readonly Option<int> _runs = CommonOptions.Whole("--runs", "N", "Runs, with seeds from --seed on", 1, 1, 10_000);

    private readonly Option<int> _threads = CommonOptions.Threads(
        "Threads to use, no more than there are cores: the trainings of all rows and runs go side by side on them; threads that are left share steps, where the batch is large and that is quicker; "
        + "the result is the same with any number");

    private readonly Option<string?> _out = new("--out") { Description = "A new folder for the trained model; with several runs, a folder in it for each", HelpName = "DIR" };
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var train = new TrainCommand();
        var command = new Command("train", "Trains MKR and tests it, beside popularity and the same model without its knowledge graph.");
        foreach (Option option in (IEnumerable<Option>)[.. train._settings.All, train._seed, train._runs, train._threads, train._out, train._json])
            command.Options.Add(option);
        command.Options.Add(new HelpOption { Action = new SettingHelp() });
        command.SetAction((parsed, cancellation) => Task.FromResult(train.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RunSettings settings = _settings.Settings(parsed);
        string? output = parsed.GetValue(_out), json = parsed.GetValue(_json);
        if (output is not null) RunFolder.CheckFree(output);
        JsonFile.CheckWritable(json);
        int runs = parsed.GetValue(_runs), threads = Math.Min(parsed.GetValue(_threads), Environment.ProcessorCount);
        RecommendationData data = WarmUp.During(settings, threads, () => RawDataReader.Read(_settings.Folder(parsed), settings.Format));
        foreach (string line in data.Report.ToLines()) Console.WriteLine(line);

        ExperimentRun[] results = Train(data, settings, (ulong)parsed.GetValue(_seed), runs, threads, cancellation);
        IReadOnlyList<RowSummary> rows = RowSummary.Of(results, threads);
        foreach (string line in TrainReport.Lines(results, rows)) Console.WriteLine(line);
        if (json is not null) JsonFile.Write(json, TrainReport.ToJson(data, settings, results, rows));
        for (int run = 0; output is not null && run < runs; run++)
        {
            string folder = runs == 1 ? output : Path.Combine(output, $"run-{run + 1}");
            ExperimentRun result = results[run];
            RunFolder.Write(folder, settings, result.Seed, data, result.Split, result.Training, TrainReport.RunToJson(result));
            Console.WriteLine($"Wrote {folder}.");
        }

        return ErrorReport.Success;
    }

    private static ExperimentRun[] Train(RecommendationData data, RunSettings settings, ulong seed, int runs, int threads, CancellationToken cancellation)
    {
        ExperimentRun[] results = [];
        string[] labels = [.. Enumerable.Range(1, runs).Select(run => $"run {run}")];
        ulong[] seeds = [.. Enumerable.Range(0, runs).Select(run => seed + (ulong)run)];
        TrainingDisplay.Run(labels, settings.Training.Epochs, displays =>
        {
            Console.WriteLine(displays[0].Header());
            results = new Experiment(data, settings, threads).Run(seeds, displays, cancellation);
        });
        return results;
    }

    /// <summary>The usual help, and then the settings.</summary>
    private sealed class SettingHelp : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            new HelpAction().Invoke(parseResult);
            foreach (string line in SettingOptions.Help()) Console.WriteLine(line);
            return ErrorReport.Success;
        }
    }
}
