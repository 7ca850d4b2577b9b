using System.CommandLine;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>Options that several experiments of <c>mkr reproduce</c> have, and how they are read.</summary>
internal static class ReproduceOptions
{
    public static Option<string?> Data() => new("--data")
    {
        Description = "The folder that holds the data sets' folders, movie, book, music [default: datasets]",
        HelpName = "ROOT",
    };

    public static Option<string?> Datasets() => new("--datasets")
    {
        Description = "The data sets [default: those of the experiment]",
        HelpName = string.Join(',', Preset.All.Select(p => p.Name)),
    };

    public static Option<int> Runs() =>
        CommonOptions.Whole("--runs", "N", "Runs, with seeds from 1 on; the paper's number is 3", 3, 1, 10_000);

    public static Option<int> Threads() =>
        CommonOptions.Whole(
            "--threads", "N", "Trainings at a time; the result is the same with any number", Environment.ProcessorCount, 1, 1024);

    public static Option<string[]> Set() =>
        new("--set") { Description = "Another setting than the preset's, see `mkr train --help`; may be repeated", HelpName = "key=value" };

    /// <summary>Names with commas between them; null where none are given.</summary>
    public static string[]? List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a data set from its folder under <paramref name="root"/>, or else under <c>datasets</c>.</summary>
    public static RecommendationData Read(string? root, string dataset, RunSettings settings) =>
        RawDataReader.Read(DataFolder.Find(root is null ? null : Path.Combine(root, dataset), dataset), settings.Format);
}
