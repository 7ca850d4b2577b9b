using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Figures;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr reproduce</c>: runs one of the paper's experiments and puts the result beside the paper's; goes on where it was interrupted.</summary>
internal sealed class ReproduceCommand
{
    private const string BothObjectives = "both";

    private readonly Argument<string> _experiment = new("EXPERIMENT")
    {
        Description = string.Join(Environment.NewLine, PaperExperiment.All.Select(e => $"{e.Name}: {e.Description}")),
        HelpName = string.Join('|', PaperExperiment.All.Select(e => e.Name)),
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder that holds the data sets' folders, movie, book, music [default: datasets]",
        HelpName = "ROOT",
    };

    private readonly Option<string?> _datasets = new("--datasets")
    {
        Description = "The data sets [default: those of the paper's experiment]",
        HelpName = string.Join(',', Preset.All.Select(p => p.Name)),
    };

    private readonly Option<string?> _objective = new("--objective")
    {
        Description = "The KGE task's loss, both side by side [default: both for ctr, else paper]",
        HelpName = "paper|released|both",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "How the data is split [default: paper,clean for ctr, else paper]",
        HelpName = string.Join(',', SplitProtocol.All.Select(p => p.Name)),
    };

    private readonly Option<int> _runs = CommonOptions.Whole("--runs", "N", "Runs, with seeds from 1 on; the paper's number is 3", 3, 1, 10_000);

    private readonly Option<int> _threads =
        CommonOptions.Whole("--threads", "N", "Trainings at a time; the result is the same with any number", Environment.ProcessorCount, 1, 1024);

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for the tables, the figures and, in cells/, what is done",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("docs", "results"),
    };

    private readonly Option<string[]> _set = new("--set") { Description = "Another setting than the preset's, see `mkr train --help`; may be repeated", HelpName = "key=value" };
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var reproduce = new ReproduceCommand();
        var command = new Command("reproduce", "Runs one of the paper's experiments, beside the paper's values. What is done is kept: an interrupted call goes on when it is repeated.")
        {
            reproduce._experiment,
        };
        foreach (Option option in (IEnumerable<Option>)
            [reproduce._data, reproduce._datasets, reproduce._objective, reproduce._protocol, reproduce._runs, reproduce._threads, reproduce._out, reproduce._set, reproduce._json])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(reproduce.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        PaperExperiment experiment = PaperExperiment.Find(parsed.GetValue(_experiment)!);
        string output = parsed.GetValue(_out)!;
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        if (File.Exists(output)) throw new SettingException($"{output}: this is a file. Give --out the path of a folder.");
        IReadOnlyList<Cell> cells = Plan(parsed, experiment);
        Dictionary<string, RecommendationData> data = ReadData(parsed.GetValue(_data), cells);
        var fingerprints = data.ToDictionary(d => d.Key, d => DataFingerprint.Compute(d.Value));

        var runner = new CellRunner(
            new CellStore(Path.Combine(output, "cells")),
            (cell, cancelled) => CellComputer.Compute(cell, data[cell.Dataset], cancelled),
            cell => cell.Key(fingerprints[cell.Dataset]));
        int done = runner.CountDone(cells);
        Console.WriteLine($"{experiment.Name}: {cells.Count} cells, {done} of them done before");
        try
        {
            IReadOnlyList<CellResult> results = runner.Run(cells, parsed.GetValue(_threads), Report, cancellation);
            Write(experiment, data, cells, results, output, json);
            return ErrorReport.Success;
        }
        catch (OperationCanceledException)
        {
            return ErrorReport.Fail($"Interrupted: {done} of {cells.Count} cells are done and kept. The same call goes on from there.", ErrorReport.Interrupted);
        }

        void Report(CellProgress progress)
        {
            done = progress.Done;
            Console.WriteLine(ReproduceDisplay.Line(progress));
        }
    }

    private IReadOnlyList<Cell> Plan(ParseResult parsed, PaperExperiment experiment)
    {
        string? objective = parsed.GetValue(_objective);
        return Cell.Plan(
            experiment,
            List(parsed.GetValue(_datasets)) ?? experiment.Datasets,
            objective == BothObjectives ? ["paper", "released"] : List(objective) ?? experiment.Objectives,
            List(parsed.GetValue(_protocol)) ?? experiment.Protocols,
            parsed.GetValue(_runs),
            SettingOptions.Pairs(parsed.GetValue(_set)));
    }

    /// <summary>Reads each data set once; the cells share it.</summary>
    private static Dictionary<string, RecommendationData> ReadData(string? root, IReadOnlyList<Cell> cells) => cells.DistinctBy(c => c.Dataset).ToDictionary(
        cell => cell.Dataset,
        cell => RawDataReader.Read(DataFolder.Find(root is null ? null : Path.Combine(root, cell.Dataset), cell.Dataset), cell.Settings.Format));

    private static void Write(
        PaperExperiment experiment, Dictionary<string, RecommendationData> data, IReadOnlyList<Cell> cells, IReadOnlyList<CellResult> results,
        string output, string? json)
    {
        IReadOnlyList<SummaryRow> rows = SummaryRow.Of(experiment, cells, results);
        Console.WriteLine();
        foreach (string line in ReproduceReport.Lines(experiment, rows)) Console.WriteLine(line);
        foreach (string line in ReproduceReport.Failures(cells, results)) Console.WriteLine(line);
        Console.WriteLine();

        string path = Path.Combine(output, experiment.Name);
        foreach (string file in new[] { path + ".json", json }.OfType<string>())
            JsonFile.Write(file, ReproduceReport.ToJson(experiment, data, cells, results));
        File.WriteAllLines(path + ".csv", ReproduceReport.Csv(experiment, rows));
        IReadOnlyList<(string File, Figure Figure)> figures = ReproductionFigures.Of(experiment, rows);
        foreach ((string file, Figure figure) in figures) FigureWriter.Write(figure, Path.Combine(output, file));
        Console.WriteLine($"Wrote {path}.json, {path}.csv and {figures.Count} figures as SVG and PNG.");
    }

    private static string[]? List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
