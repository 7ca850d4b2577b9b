using System.CommandLine;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>The options that say which items may be recommended.</summary>
internal sealed class CandidateOptions
{
    private readonly Option<string?> _include =
        new("--include") { Description = "Recommend only the items in this file, an id a line", HelpName = "FILE" };

    private readonly Option<string?> _exclude =
        new("--exclude") { Description = "Recommend none of the items in this file, an id a line", HelpName = "FILE" };

    private readonly Option<string[]> _categories = new("--category")
    {
        Description = "Recommend only items that have this: a field of their features, or a relation of the graph, and its value. Several "
            + "values of a field add up, several fields must all be met",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<bool> _keepSeen = new("--keep-seen") { Description = "Recommend what the user has rated, too" };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_include, _exclude, _categories, _keepSeen];

    /// <summary>Reads the files.</summary>
    /// <exception cref="SettingException">A file is missing, or a category is none.</exception>
    public RecommendOptions Read(ParseResult parsed)
    {
        try
        {
            return new RecommendOptions
            {
                Include = parsed.GetValue(_include) is string include ? IdFile.Read(include, "--include") : null,
                Exclude = parsed.GetValue(_exclude) is string exclude ? IdFile.Read(exclude, "--exclude") : [],
                Categories = [.. (parsed.GetValue(_categories) ?? []).Select(Category.Parse)],
                KeepSeen = parsed.GetValue(_keepSeen),
            };
        }
        catch (FormatException e)
        {
            throw new SettingException($"--category: {e.Message}");
        }
    }
}
