using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Model.Checkpoints;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr recommend</c>: the best items for a user that he has not rated yet.</summary>
internal sealed class RecommendCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _user = new("--user") { Description = "The user's id, as in the data", HelpName = "ID", Required = true };
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
        RunFolder run = RunFolder.Open(parsed.GetValue(_run)!);
        string id = parsed.GetValue(_user)!;
        if (!run.Data.Users.TryGetIndex(id, out int user))
            return ErrorReport.Fail($"There is no user '{id}' in this model. The ids are in {Path.Combine(parsed.GetValue(_run)!, "vocabulary", "users.txt")}.", ErrorReport.Failure);

        (int Item, float Score)[] best = Rank(RunArgument.Recommender(run), run.Data, user, parsed.GetValue(_count));
        string who = run.Data.UserNames[user] is string userName ? $"{userName} ({id})" : id;
        Console.WriteLine($"For {who}, who has rated {run.Data.Positives[user].Length + run.Data.Rated[user].Length} items:");
        var table = new TextTable(("", 3), ("probability", 11), ("id", -28), ("name", -1));
        Console.WriteLine(table.Header());
        var items = new JsonArray();
        for (int i = 0; i < best.Length; i++)
        {
            (int item, float score) = best[i];
            double probability = 1 / (1 + Math.Exp(-score));
            string? name = run.Data.ItemNames[item];
            Console.WriteLine(table.Row(i + 1, probability.ToString("0.000", CultureInfo.InvariantCulture), run.Data.Items[item], name ?? string.Empty));
            items.Add(new JsonObject { ["id"] = run.Data.Items[item], ["name"] = name, ["probability"] = probability });
        }

        JsonFile.Write(json, new JsonObject { ["schema"] = 1, ["command"] = "recommend", ["user"] = id, ["items"] = items });
        return ErrorReport.Success;
    }

    private static (int Item, float Score)[] Rank(IRecommender recommender, RecommendationData data, int user, int count)
    {
        float[] scores = new float[recommender.ItemCount];
        recommender.ScoreAllItems([user], scores);
        foreach (int item in data.Positives[user]) scores[item] = float.NegativeInfinity;
        foreach (int item in data.Rated[user]) scores[item] = float.NegativeInfinity;
        int[] items = new int[Math.Min(count, scores.Length)];
        int found = TopItems.Select(scores, items);
        return [.. items.Take(found).Where(item => !float.IsNegativeInfinity(scores[item])).Select(item => (item, scores[item]))];
    }
}
