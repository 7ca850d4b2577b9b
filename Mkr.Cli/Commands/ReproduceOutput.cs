using System.CommandLine;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Figures;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>Where the experiments of <c>mkr reproduce</c> write: tables and figures side by side in one folder.</summary>
internal static class ReproduceOutput
{
    /// <summary>The option that names the folder.</summary>
    public static Option<string> Folder(string description) => new("--out")
    {
        Description = description,
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
    };

    /// <summary>Throws where the folder cannot be one, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">It is a file, or cannot be written.</exception>
    public static void CheckFolder(string folder)
    {
        if (File.Exists(folder)) throw new SettingException($"{folder}: this is a file. Give --out the path of a folder.");
        try
        {
            WholeFile.CheckWritable(Path.Combine(Directory.CreateDirectory(folder).FullName, "trial"), "--out");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{folder}: this folder cannot be made ({e.Message}). Give --out another place.");
        }
    }

    /// <summary>Writes an experiment's files, and says which.</summary>
    /// <param name="folder">The folder; it is made where there is none.</param>
    /// <param name="name">The experiment's name, and the files'.</param>
    /// <param name="copy">Another file for the JSON; null for none.</param>
    /// <param name="json">The whole result.</param>
    /// <param name="csv">The numbers, a line each.</param>
    /// <param name="figures">The figures, with the names of their files.</param>
    public static void Write(
        string folder, string name, string? copy, JsonObject json, IEnumerable<string> csv,
        IReadOnlyList<(string File, Figure Figure)> figures)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        foreach (string file in new[] { path + ".json", copy }.OfType<string>()) JsonFile.Write(file, json);
        WholeFile.Write(path + ".csv", file => File.WriteAllLines(file, csv));
        foreach ((string file, Figure figure) in figures) FigureWriter.Write(figure, Path.Combine(folder, file));
        string drawn = figures.Count == 0
            ? string.Empty
            : $", and {figures.Count} {(figures.Count == 1 ? "figure" : "figures")} as SVG and PNG";
        Notes.Write($"Wrote {path}.json and {path}.csv{drawn}.");
    }
}
