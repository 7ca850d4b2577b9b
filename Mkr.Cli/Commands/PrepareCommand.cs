using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Model.Data.Preparation;
using Mkr.Model.Data.Sources;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>
/// <c>mkr prepare</c>: makes a folder to train on of a data set in another layout, and reports every line that is not used.
/// </summary>
internal sealed class PrepareCommand
{
    private readonly Argument<string> _data = new("DATA") { Description = "The data set's folder" };
    private readonly Option<string> _out = new("--out") { Description = "A new folder to write to", HelpName = "DIR", Required = true };
    private readonly Option<string?> _layout = Text("--layout", "NAME", "The layout, where the files do not tell it; see below");
    private readonly Option<string?> _ratings = Text("--ratings", "FILE", "The file of interactions, of recbole, released or tables");
    private readonly Option<string?> _graph = Text("--graph", "FILE", "The file of triples: N-Triples, a table, or head, relation, tail");
    private readonly Option<string?> _links = Text("--links", "FILE", "The file that links items to entities");
    private readonly Option<string?> _items = Text("--items", "FILE", "A table of items: names and features");
    private readonly Option<string?> _users = Text("--users", "FILE", "A table of users: names and features");
    private readonly Option<string?> _user = Text("--user", "COLUMN", "The user's column, by name; or from 0 where there is no header");
    private readonly Option<string?> _item = Text("--item", "COLUMN", "The item's column");
    private readonly Option<string?> _rating = Text("--rating", "COLUMN", "The rating's column, or none: every line is a positive");
    private readonly Option<string?> _time = Text("--time", "COLUMN", "The time's column, or none");
    private readonly Option<string?> _separator = Text("--separator", "TEXT", "What separates the columns of text files; \\t is a tab");
    private readonly Option<string?> _quote = Text("--quote", "CHARACTER", "What may enclose a field of text files, or none");
    private readonly Option<string?> _encoding = Text("--encoding", string.Join('|', PrepareOptions.Encodings), "The text files' encoding");
    private readonly Option<string?> _threshold =
        Text("--threshold", "RATING", "The rating from which on a line is a positive, or none: every line is [default: 1 if no rating is "
            + "larger, or 4]");

    private readonly Option<string?> _literals =
        Text("--literals", "keep|drop", "What becomes of triples whose object is a literal [default: keep]");

    private readonly Option<string?> _unlinked =
        Text("--unlinked", "keep|drop", "What becomes of items without a link [default: drop if released, or keep]");

    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var prepare = new PrepareCommand();
        string layouts = string.Join(" ", DataPreparer.Layouts.Select(layout => $"{layout.Name} ({layout.Files})."));
        var command = new Command(
            "prepare", $"Makes a folder to train on of a data set in another layout. Layouts: {layouts}") { prepare._data };
        foreach (Option option in prepare.Options) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(prepare.Run(parsed, cancellation)));
        return command;
    }

    private IEnumerable<Option> Options =>
    [
        _out, _layout, _ratings, _graph, _links, _items, _users, _user, _item, _rating, _time, _separator, _quote, _encoding, _threshold,
        _literals, _unlinked, _json,
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        PrepareOptions options = Read(parsed);
        string output = parsed.GetValue(_out)!;
        using NewFolder folder = NewFolder.Claim(output);
        PreparationReport? report = null;
        folder.Write(path => report = DataPreparer.Prepare(parsed.GetValue(_data)!, path, options, cancellation));
        foreach (string line in report!.ToLines()) Console.WriteLine(line);
        JsonFile.Write(json, PreparationJson.Of(report));
        Console.WriteLine($"Wrote {output}. What is not used stands in {Path.Combine(output, DataPreparer.UnusedFile)}.");
        Console.WriteLine($"Next: {report.NextCommand(output)}");
        return ErrorReport.Success;
    }

    private PrepareOptions Read(ParseResult parsed) => new()
    {
        Layout = parsed.GetValue(_layout),
        RatingsFile = parsed.GetValue(_ratings),
        GraphFile = parsed.GetValue(_graph),
        LinksFile = parsed.GetValue(_links),
        ItemsFile = parsed.GetValue(_items),
        UsersFile = parsed.GetValue(_users),
        User = parsed.GetValue(_user),
        Item = parsed.GetValue(_item),
        Rating = parsed.GetValue(_rating),
        Time = parsed.GetValue(_time),
        Separator = parsed.GetValue(_separator),
        Quote = parsed.GetValue(_quote),
        Encoding = parsed.GetValue(_encoding),
        Threshold = Threshold(parsed.GetValue(_threshold)),
        DropsLiterals = Keeps("--literals", parsed.GetValue(_literals)) == false,
        KeepsUnlinked = Keeps("--unlinked", parsed.GetValue(_unlinked)),
    };

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    private static double? Threshold(string? given) => given switch
    {
        null => null,
        "none" => double.NegativeInfinity,
        _ when double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) =>
            number,
        _ => throw new SettingException($"--threshold: expected a number or none, found '{given}'."),
    };

    private static bool? Keeps(string option, string? given) => given switch
    {
        null => null,
        "keep" => true,
        "drop" => false,
        _ => throw new SettingException($"{option}: expected keep or drop, found '{given}'."),
    };
}
