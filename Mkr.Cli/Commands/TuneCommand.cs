using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Figures;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Model.Tuning;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr tune</c>: searches for better settings of a model, by validation alone; goes on where it was interrupted.</summary>
internal sealed class TuneCommand
{
    private readonly SettingOptions _settings = new();

    private readonly Option<string[]> _range = new("--range")
    {
        Description = "The values to try of a setting in the place of the model's own, such as dim=16,32,64 or 'rate=1e-4..1e-2 log'; may "
            + "be repeated. What --set gives is not tuned",
        HelpName = "key=RANGE",
    };

    private readonly Option<string?> _select = new("--select")
    {
        Description = "The metric that epochs and trials are chosen by, on the validation part [default: the model's setting, or auc]",
        HelpName = string.Join('|', SelectionMetric.All.Select(m => m.Name)),
    };

    private readonly Option<int> _trials =
        CommonOptions.Whole("--trials", "N", "Settings to try; the first are those that the search begins at", 20, 2, 100_000);

    private readonly Option<int> _rungs = CommonOptions.Whole(
        "--rungs", "N", "Rungs at most: a third of the trials goes on with three times the epochs; 1: all epochs for all", 3, 1, 10);

    private readonly Option<int> _runs = CommonOptions.Whole("--runs", "N", "Seeds for each trial, from --seed on", 1, 1, 1000);

    private readonly Option<int> _seed =
        CommonOptions.Whole("--seed", "N", "Determines what is tried, split, initialisation and training", 1, 0, int.MaxValue);

    private readonly Option<int> _threads = CommonOptions.Threads("Trainings at a time; the result is the same with any number");

    private readonly Option<string?> _out = new("--out")
    {
        Description = "The folder for the result, and for what is done: the same call goes on from there [default: tuning/MODEL-PRESET]",
        HelpName = "DIR",
    };

    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var tune = new TuneCommand();
        var command = new Command(
            "tune",
            "Searches for better settings of a model by its validation part: at random, and those that promise most for longer. The test "
            + "part is not read. An interrupted call goes on when it is repeated.");
        IEnumerable<Option> options =
        [
            .. tune._settings.All, tune._range, tune._select, tune._trials, tune._rungs, tune._runs, tune._seed, tune._threads, tune._out,
            tune._json,
        ];
        foreach (Option option in options) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(tune.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RunSettings settings = _settings.Settings(parsed);
        HashSet<string> given = [.. _settings.Given(parsed).Select(v => v.Key)];
        SearchSpace space = SearchSpace.Of(settings, SettingOptions.Pairs(parsed.GetValue(_range), "--range"), given.Contains);
        SearchOptions options = Options(parsed, settings);
        string output = parsed.GetValue(_out) ?? Path.Combine("tuning", $"{settings.Model.Name}-{_settings.PresetName(parsed)}");
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        int threads = Math.Min(parsed.GetValue(_threads), Environment.ProcessorCount);
        RecommendationData data = RawDataReader.Read(_settings.Folder(parsed), settings.Format);
        var search = new Search(data, settings, space, options, threads);
        using TrialLog log = TrialLog.Open(output, search.Key);
        Notes.Write(TuneReport.Plan(settings, space, search, log.Count));
        try
        {
            IReadOnlyList<TrialResult> results = search.Run(log, Report, cancellation);
            Write(parsed, output, json, new TuneReport(settings, space, options, search, results));
            return ErrorReport.Success;
        }
        catch (OperationCanceledException)
        {
            return ErrorReport.Fail(
                $"Interrupted: {log.Count} trainings are done and kept. The same call goes on from there.", ErrorReport.Interrupted);
        }

        void Report(SearchProgress progress) => Notes.Write(TuneReport.Line(progress, options.Select));
    }

    /// <summary>The metric is that of --select, or the model's setting, where it learns in epochs.</summary>
    private SearchOptions Options(ParseResult parsed, RunSettings settings)
    {
        SelectionMetric select = (settings.Options as EpochOptions)?.Select ?? SelectionMetric.Auc;
        if (parsed.GetValue(_select) is string name)
        {
            select = SelectionMetric.All.FirstOrDefault(metric => metric.Name == name) ?? throw new SettingException(
                $"--select: there is no metric '{name}'. Did you mean '{Nearest.To(name, SelectionMetric.All.Select(m => m.Name))}'?");
        }

        return new SearchOptions
        {
            Trials = parsed.GetValue(_trials),
            Rungs = parsed.GetValue(_rungs),
            Runs = parsed.GetValue(_runs),
            Seed = (ulong)parsed.GetValue(_seed),
            Select = select,
        };
    }

    private void Write(ParseResult parsed, string output, string? json, TuneReport report)
    {
        Notes.Write(string.Empty);
        foreach (string line in report.Lines()) Console.WriteLine(line);
        string best = Path.Combine(output, "best.json");
        JsonFile.Write(best, report.Best(_settings.PresetName(parsed)));
        foreach (string path in new[] { Path.Combine(output, "trials.json"), json }.OfType<string>()) JsonFile.Write(path, report.ToJson());
        WholeFile.Write(Path.Combine(output, "trials.csv"), path => File.WriteAllLines(path, report.Csv()));
        IReadOnlyList<(string File, Figure Figure)> figures = TuningFigures.Of(report.Space, report.Results, report.Options.Select);
        foreach ((string file, Figure figure) in figures) FigureWriter.Write(figure, Path.Combine(output, file));
        Notes.Write(string.Empty);
        Notes.Write($"Wrote {best}, trials.json, trials.csv and {figures.Count} {(figures.Count == 1 ? "figure" : "figures")}.");
        string data = _settings.GivenFolder(parsed) is string folder ? $" --data {folder}" : string.Empty;
        Notes.Write(
            $"Next: mkr train --model {report.Settings.Model.Name} --preset {_settings.PresetName(parsed)}{data} --config {best} "
            + $"--seed {report.Options.Seed} --runs 3");
    }
}
