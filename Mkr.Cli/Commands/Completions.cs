using System.CommandLine;
using System.CommandLine.Completions;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>What a shell proposes behind an argument or option, beside what the parser knows by itself.</summary>
internal static class Completions
{
    // Deeper, a folder is none that somebody would be reminded of.
    private const int Depth = 2;

    /// <summary>Proposes names.</summary>
    public static void Propose(Option option, Func<IEnumerable<string>> names) =>
        option.CompletionSources.Add(_ => names().Select(name => new CompletionItem(name)));

    /// <summary>Proposes the keys of settings, of the model that is named already, with an equals sign.</summary>
    public static void ProposeSettings(Option option, Option<string> model) => option.CompletionSources.Add(context =>
    {
        string? name = context.ParseResult.GetValue(model);
        ModelDefinition chosen = ModelCatalog.All.FirstOrDefault(known => known.Name == name) ?? ModelCatalog.Default;
        return Preset.All[0].Settings(chosen).All.Select(setting => new CompletionItem(setting.Setting.Key + "="));
    });

    /// <summary>The run folders in a folder and below, by their paths from there.</summary>
    public static IEnumerable<CompletionItem> RunFolders(string folder) => Find(new DirectoryInfo(folder), Depth)
        .Select(run => new CompletionItem(Path.GetRelativePath(folder, run.FullName).Replace('\\', '/')));

    private static IEnumerable<DirectoryInfo> Find(DirectoryInfo folder, int depth)
    {
        foreach (DirectoryInfo child in folder.EnumerateDirectories("*", new EnumerationOptions()).OrderBy(child => child.Name))
        {
            if (File.Exists(Path.Combine(child.FullName, "config.json"))) yield return child;
            else if (depth > 1)
                foreach (DirectoryInfo run in Find(child, depth - 1)) yield return run;
        }
    }
}
