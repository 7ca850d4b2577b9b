using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Runs.Comparisons;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr compare</c>: trained models side by side on the test part that they share.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Folders that `mkr train --out` has written; the others are compared with the first",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _figure = FigureOption.Create("Also draw the training curves, as FILE.svg and FILE.png");
    private readonly Option<string?> _csv = new("--csv") { Description = "Also write the table to this CSV file", HelpName = "FILE" };
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var compare = new CompareCommand();
        var command = new Command(
            "compare",
            "Trained models side by side: what they come to on the test part that they share, with p-values against the first, what their "
            + "settings differ in, and how they were trained.")
        {
            compare._runs, compare._figure, compare._csv, compare._threads, compare._json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(compare.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(_json), csv = parsed.GetValue(_csv);
        string? figure = FigureOption.WithoutExtension(parsed.GetValue(_figure));
        JsonFile.CheckWritable(json);
        if (csv is not null) WholeFile.CheckWritable(csv, "--csv");
        if (figure is not null) WholeFile.CheckWritable(figure + ".svg", "--figure");
        IReadOnlyList<ComparedRun> runs = RunComparison.Compare(parsed.GetValue(_runs)!, parsed.GetValue(_threads), cancellation);
        foreach (string line in CompareReport.Lines(runs)) Console.WriteLine(line);
        JsonFile.Write(json, CompareReport.ToJson(runs));
        if (csv is not null) WholeFile.Write(csv, path => File.WriteAllLines(path, CompareReport.Csv(runs)));
        if (figure is not null) FigureWriter.Write(RunComparison.Curves(runs), figure);
        return ErrorReport.Success;
    }
}
