using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Lists;
using Mkr.Cli.Output.Progress;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr recommend</c>: the best items for a user, for many, or for somebody with a history.</summary>
internal sealed class RecommendCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string?> _user = new("--user") { Description = "The user's id, as in the data", HelpName = "ID" };
    private readonly Option<string?> _users =
        new("--users") { Description = "A file with an id a line, or `all`; needs --out", HelpName = "FILE|all" };

    private readonly Option<string?> _history = new("--history")
    {
        Description = "Ids of items, with commas between them, that somebody liked whom the model need not know",
        HelpName = "ID,ID",
    };

    private readonly Option<int> _count = CommonOptions.Whole("--count", "N", "How many items", 10, 1, 1_000_000);
    private readonly CandidateOptions _candidates = new();
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Also write the items to this file, a row for each user and item: .csv, .jsonl or .parquet",
        HelpName = "FILE",
    };

    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var recommend = new RecommendCommand();
        var command = new Command("recommend", "Recommends items that a user has not rated yet, best first.")
        {
            recommend._run, recommend._user, recommend._users, recommend._history, recommend._count, recommend._out, recommend._threads,
            recommend._json,
        };
        foreach (Option option in recommend._candidates.All) command.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(recommend.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(_json), path = parsed.GetValue(_out), user = parsed.GetValue(_user), users = parsed.GetValue(_users);
        string[]? history = parsed.GetValue(_history)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (new object?[] { user, users, history }.Count(who => who is not null) != 1)
            throw new SettingException("recommend: give one of --user, --users and --history, which say for whom.");
        if (users is not null && (path is null || json is not null))
            throw new SettingException("--users: the lists go to a file: give --out, a .csv, .jsonl or .parquet, and no --json.");
        JsonFile.CheckWritable(json);
        RecommendationFile.CheckWritable(path);
        RecommendOptions options = _candidates.Read(parsed);
        using Recommender recommender = Recommender.Of(RunArgument.Open(parsed.GetValue(_run)!));
        int count = parsed.GetValue(_count);
        if (users is not null)
        {
            WriteMany(recommender, UserFile.Read(users, recommender), count, options, parsed.GetValue(_threads), path!, cancellation);
            return ErrorReport.Success;
        }

        RecommendationList list = history is null
            ? recommender.Recommend(user!, count, options, cancellation)
            : recommender.RecommendFor(history, count, options, cancellation);
        Console.WriteLine(Title(recommender, user, history));
        foreach (string line in RecommendReport.Lines(list)) Console.WriteLine(line);
        if (path is not null) RecommendationFile.Write(path, [list]);
        JsonFile.Write(json, RecommendAnswer.Of(recommender, list, history), AnswerJson.Default.RecommendAnswer);
        return ErrorReport.Success;
    }

    private static void WriteMany(
        Recommender recommender, int[] users, int count, RecommendOptions options, int threads, string path, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        long rows = 0, incomplete = 0;
        IEnumerable<RecommendationList> lists = recommender.RecommendMany(users, count, options, threads, cancellation).Select(list =>
        {
            rows += list.Count;
            if (!list.IsComplete) incomplete++;
            return list;
        });
        RecommendDisplay.Run(lists, users.Length, shown => RecommendationFile.Write(path, shown));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {rows:N0} rows for {users.Length:N0} users in {seconds:0.0} s."));
        if (incomplete == 0) return;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{incomplete:N0} users have fewer candidates than the {count:N0} asked for, and got all."));
    }

    private static string Title(Recommender recommender, string? user, string[]? history)
    {
        if (user is null) return $"For somebody who liked {history!.Distinct().Count()} items:";
        int index = recommender.FindUser(user);
        string who = recommender.UserNames[index] is string name ? $"{name} ({user})" : user;
        return $"For {who}, who has rated {recommender.SeenCount(index)} items:";
    }
}
