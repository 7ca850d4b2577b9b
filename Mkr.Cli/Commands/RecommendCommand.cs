using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Models;
using Mkr.Model.Runs;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr recommend</c>: the best items for a user that he has not rated yet.</summary>
internal sealed class RecommendCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _user =
        new("--user") { Description = "The user's id, as in the data", HelpName = "ID", Required = true };
    private readonly Option<int> _count = CommonOptions.Whole("--count", "N", "How many items", 10, 1, 1_000_000);
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var recommend = new RecommendCommand();
        var command = new Command("recommend", "Recommends items that a user has not rated yet, best first.")
        {
            recommend._run, recommend._user, recommend._count, recommend._json,
        };
        command.SetAction(recommend.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        using RunFolder run = RunArgument.Open(parsed.GetValue(_run)!);
        string id = parsed.GetValue(_user)!;
        if (!run.Data.Users.TryGetIndex(id, out int user))
        {
            string ids = Path.Combine(parsed.GetValue(_run)!, "vocabulary", "users.txt");
            return ErrorReport.Fail($"There is no user '{id}' in this model. The ids are in {ids}.", ErrorReport.Failure);
        }

        IReadOnlyList<ScoredItem> best = UnseenItems.Best(run.Recommender, run.Data, user, parsed.GetValue(_count));
        string who = run.Data.UserNames[user] is string userName ? $"{userName} ({id})" : id;
        Console.WriteLine($"For {who}, who has rated {run.Data.Positives[user].Length + run.Data.Rated[user].Length} items:");
        var table = new TextTable(("", 3), ("probability", 11), ("id", -28), ("name", -1));
        Console.WriteLine(table.Header());
        var items = new JsonArray();
        for (int i = 0; i < best.Count; i++)
        {
            int item = best[i].Item;
            double probability = best[i].Probability;
            string? name = run.Data.ItemNames[item];
            string shown = probability.ToString("0.000", CultureInfo.InvariantCulture);
            Console.WriteLine(table.Row(i + 1, shown, run.Data.Items[item], name ?? string.Empty));
            items.Add(new JsonObject { ["id"] = run.Data.Items[item], ["name"] = name, ["probability"] = probability });
        }

        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "recommend",
            ["model"] = run.Settings.Model.Name,
            ["user"] = id,
            ["items"] = items,
        });
        return ErrorReport.Success;
    }
}
