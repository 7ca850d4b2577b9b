using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Progress;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>
/// <c>mkr reproduce</c>: runs one of the paper's experiments and puts the result beside the paper's; goes on where it was interrupted.
/// Beside them stand the experiments on the program itself.
/// </summary>
internal sealed class ReproduceCommand
{
    private const string BothObjectives = "both";

    private readonly Option<string?> _data = ReproduceOptions.Data();
    private readonly Option<string?> _datasets = ReproduceOptions.Datasets();

    private readonly Option<string?> _objective = new("--objective")
    {
        Description = "The KGE task's loss, both side by side [default: both for graph and variants, else paper]",
        HelpName = "paper|released|both",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "How the data is split [default: that of the experiment, most often paper]",
        HelpName = string.Join(',', SplitProtocol.All.Select(p => p.Name)),
    };

    private readonly Option<string?> _models = new("--models")
    {
        Description = "The models to train: those of the experiment's systems, or others with their own settings for the data set",
        HelpName = "NAME,NAME,...",
    };

    private readonly Option<int> _runs = ReproduceOptions.Runs();
    private readonly Option<int> _threads = ReproduceOptions.Threads();
    private readonly Option<string> _out = ReproduceOutput.Folder("The folder for the tables, the figures and, in cells/, what is done");
    private readonly Option<string[]> _set = ReproduceOptions.Set();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var command = new Command("reproduce",
            "Runs one of the paper's experiments, beside the paper's values; what is done is kept, and an interrupted call goes on "
            + "when it is repeated. The last two are about the program itself.");
        foreach ((string name, string description) in PaperExperiment.Index)
            command.Subcommands.Add(new ReproduceCommand().Create(name, description));
        command.Subcommands.Add(ReproduceLinksCommand.Create());
        command.Subcommands.Add(ReproduceDeferredCommand.Create());
        command.Subcommands.Add(ReproduceGrowthCommand.Create());
        return command;
    }

    private Command Create(string name, string description)
    {
        var command = new Command(name, description)
        {
            _data, _datasets, _models, _objective, _protocol, _runs, _threads, _out, _set, _json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(PaperExperiment.Find(name), parsed, cancellation)));
        return command;
    }

    private int Run(PaperExperiment experiment, ParseResult parsed, CancellationToken cancellation)
    {
        if (ReproduceOptions.List(parsed.GetValue(_models)) is string[] models)
            experiment = experiment.With(models);
        string output = parsed.GetValue(_out)!;
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        ReproduceOutput.CheckFolder(output);
        IReadOnlyList<Cell> cells = Plan(parsed, experiment);
        string[] leftOut = LeftOut(experiment, Datasets(parsed, experiment));
        if (cells.Count == 0) throw new SettingException($"{string.Join(' ', leftOut)} Give other --datasets or --models.");
        Dictionary<string, RecommendationData> data = ReadData(parsed.GetValue(_data), cells);
        var fingerprints = data.ToDictionary(d => d.Key, d => DataFingerprint.Compute(d.Value));

        var runner = new CellRunner(
            new CellStore(Path.Combine(output, "cells")),
            (cell, cancelled) => CellComputer.Compute(cell, data[cell.Dataset], cancelled),
            cell => cell.Key(fingerprints[cell.Dataset]));
        int done = runner.CountDone(cells);
        foreach (string line in leftOut) Notes.Write(line);
        Notes.Write($"{experiment.Name}: {cells.Count} cells, {done} of them done before");
        try
        {
            IReadOnlyList<CellResult> results = runner.Run(cells, parsed.GetValue(_threads), Report, cancellation);
            Write(experiment, data, cells, results, output, json);
            return ErrorReport.Success;
        }
        catch (OperationCanceledException)
        {
            return ErrorReport.Fail($"Interrupted: {done} of {cells.Count} cells are done and kept. The same call goes on from there.",
                ErrorReport.Interrupted);
        }

        void Report(CellProgress progress)
        {
            done = progress.Done;
            Notes.Write(ReproduceDisplay.Line(progress));
        }
    }

    private IReadOnlyList<Cell> Plan(ParseResult parsed, PaperExperiment experiment)
    {
        string? objective = parsed.GetValue(_objective);
        return Cell.Plan(
            experiment,
            Datasets(parsed, experiment),
            objective == BothObjectives ? ["paper", "released"] : ReproduceOptions.List(objective) ?? experiment.Objectives,
            ReproduceOptions.List(parsed.GetValue(_protocol)) ?? experiment.Protocols,
            parsed.GetValue(_runs),
            SettingOptions.Pairs(parsed.GetValue(_set)));
    }

    private IReadOnlyList<string> Datasets(ParseResult parsed, PaperExperiment experiment) =>
        ReproduceOptions.List(parsed.GetValue(_datasets)) ?? experiment.Datasets;

    /// <summary>A line for each system that is not trained on all of the data sets.</summary>
    private static string[] LeftOut(PaperExperiment experiment, IReadOnlyList<string> datasets) =>
    [
        .. from system in experiment.Systems
           let present = system.Datasets ?? datasets
           let missing = datasets.Except(present).ToArray()
           where missing.Length > 0
           select $"{system.Name} is left out on {string.Join(", ", missing)}: what it needs is in {string.Join(", ", present)}.",
    ];

    /// <summary>Reads each data set once; the cells share it.</summary>
    private static Dictionary<string, RecommendationData> ReadData(string? root, IReadOnlyList<Cell> cells) =>
        cells.DistinctBy(c => c.Dataset)
            .ToDictionary(cell => cell.Dataset, cell => ReproduceOptions.Read(root, cell.Dataset, cell.Settings));

    private static void Write(
        PaperExperiment experiment, Dictionary<string, RecommendationData> data, IReadOnlyList<Cell> cells,
        IReadOnlyList<CellResult> results, string output, string? json)
    {
        IReadOnlyList<SummaryRow> rows = SummaryRow.Of(experiment, cells, results);
        Console.WriteLine();
        foreach (string line in ReproduceReport.Lines(experiment, rows)) Console.WriteLine(line);
        foreach (string line in ReproduceReport.Failures(cells, results)) Console.WriteLine(line);
        Console.WriteLine();

        ReproduceOutput.Write(
            output, experiment.Name, json, ReproduceReport.ToJson(experiment, data, cells, results), ReproduceReport.Csv(experiment, rows),
            ReproductionFigures.Of(experiment, rows));
    }
}
