using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Html;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Figures;
using Mkr.Model.Reports;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr report</c>: a page on one trained model, or on several on the test part that they share.</summary>
internal sealed class ReportCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Folders that `mkr train --out` has written; the others are compared with the first",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out") { Description = "The page, one HTML file", HelpName = "FILE", Required = true };

    private readonly Option<string?> _pictures = new("--pictures")
    {
        Description = "Also write its figures to this folder, as SVG and PNG",
        HelpName = "DIR",
    };

    private readonly Option<int> _threads = CommonOptions.Threads();

    public static Command Create()
    {
        var report = new ReportCommand();
        var command = new Command(
            "report",
            "A page on trained models, in one HTML file: results with p-values, training, calibration, for whom and for which items they "
            + "are good, what they recommend, and samples with explanations.")
        {
            report._runs, report._out, report._pictures, report._threads,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(report.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(_out)!;
        string? pictures = parsed.GetValue(_pictures);
        WholeFile.CheckWritable(path, "--out");
        if (File.Exists(pictures)) throw new SettingException($"{pictures}: this is a file. Give --pictures the path of a folder.");
        RunReport report = RunReport.Create(parsed.GetValue(_runs)!, parsed.GetValue(_threads), cancellation);
        WholeFile.Write(path, partial => File.WriteAllText(partial, ReportPage.Create(report)));
        Console.WriteLine($"Wrote {path}.");
        if (pictures is null) return ErrorReport.Success;
        IEnumerable<KeyValuePair<string, Figure>> figures = ReportFigures.Create(report);
        if (ReportFigures.Why(report) is Figure why) figures = figures.Append(new("explanation", why));
        foreach ((string name, Figure figure) in figures) FigureWriter.Write(figure, Path.Combine(pictures, name));
        Console.WriteLine($"Wrote its figures to {pictures}.");
        return ErrorReport.Success;
    }
}
