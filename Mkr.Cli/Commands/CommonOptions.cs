using System.CommandLine;

namespace Mkr.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string?> Json() => new("--json") { Description = "Also write the result to this JSON file", HelpName = "FILE" };

    public static Option<int> Threads(string description = "Threads to use; the result is the same with any number") =>
        Whole("--threads", "N", description, Environment.ProcessorCount, 1, 1024);

    /// <summary>A whole number in a range, with a default.</summary>
    public static Option<int> Whole(string name, string helpName, string description, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => value };
        CheckRange(option, least, most);
        return option;
    }

    /// <summary>A whole number in a range, or nothing.</summary>
    public static Option<int?> WholeOrNone(string name, string helpName, string description, int least)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = helpName };
        CheckRange(option, least, int.MaxValue);
        return option;
    }

    private static void CheckRange(Option option, int least, int most) => option.Validators.Add(result =>
    {
        // What is no number at all is reported by the parser.
        if (int.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : null, out int number) && (number < least || number > most))
            result.AddError($"{option.Name}: expected a whole number from {least} to {most}, found {number}");
    });
}
