using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Serving;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr similar</c>: the items that are most like one.</summary>
internal sealed class SimilarCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _item =
        new("--item") { Description = "The item's id, as in the data", HelpName = "ID", Required = true };

    private readonly Option<int> _count = CommonOptions.Whole("--count", "N", "How many items", 10, 1, 1_000_000);
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var similar = new SimilarCommand();
        var command = new Command("similar", "Finds the items that the model recommends to the same users, or that the graph likens.")
        {
            similar._run, similar._item, similar._count, similar._json,
        };
        command.SetAction(similar.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        using Recommender recommender = Recommender.Of(RunArgument.Open(parsed.GetValue(_run)!));
        string id = parsed.GetValue(_item)!;
        IReadOnlyList<SimilarItem> items = recommender.Similar(id, parsed.GetValue(_count));
        string what = recommender.ItemNames[recommender.FindItem(id)] is string name ? $"{name} ({id})" : id;
        Console.WriteLine(items.Count == 0 ? $"Neither the model nor the graph knows anything like {what}." : $"Like {what}:");
        if (items.Count > 0)
            foreach (string line in RecommendReport.Lines(items)) Console.WriteLine(line);
        JsonFile.Write(json, SimilarAnswer.Of(recommender, id, items), AnswerJson.Default.SimilarAnswer);
        return ErrorReport.Success;
    }
}
