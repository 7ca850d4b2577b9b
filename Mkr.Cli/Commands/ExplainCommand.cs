using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Explanations;
using Mkr.Model.Runs;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr explain</c>: why a user's item has the score it has.</summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _user =
        new("--user") { Description = "The user's id, as in the data", HelpName = "ID", Required = true };

    private readonly Option<string> _item =
        new("--item") { Description = "The item's id, as in the data", HelpName = "ID", Required = true };

    private readonly Option<string?> _figure = FigureOption.Create("Also draw the score as a waterfall, as FILE.svg and FILE.png");
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var explain = new ExplainCommand();
        var command = new Command(
            "explain",
            "What an item's score for a user is made of: what each item of the history adds and by which shared facts, what comes from "
            + "elsewhere, and the paths of the graph that lead there.")
        {
            explain._run, explain._user, explain._item, explain._figure, explain._json,
        };
        command.SetAction(explain.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json), figure = FigureOption.WithoutExtension(parsed.GetValue(_figure));
        JsonFile.CheckWritable(json);
        if (figure is not null) WholeFile.CheckWritable(figure + ".svg", "--figure");
        using RunFolder run = RunFolder.Open(parsed.GetValue(_run)!);
        Explanation explanation = Explainer.Of(run).Explain(parsed.GetValue(_user)!, parsed.GetValue(_item)!);
        foreach (string line in ExplainReport.Lines(explanation)) Console.WriteLine(line);
        JsonFile.Write(json, ExplanationJson.Whole(run.Settings.Model.Name, explanation));
        if (figure is not null) FigureWriter.Write(ExplanationFigure.Create(explanation), figure);
        return ErrorReport.Success;
    }
}
