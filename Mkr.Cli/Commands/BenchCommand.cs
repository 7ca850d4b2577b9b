using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Cli.Output.Progress;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Speed;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr bench</c>: how fast this machine reads, trains and ranks, beside the most it could do; in under a minute.</summary>
internal sealed class BenchCommand
{
    // The fastest objective, the one that others' programs can be compared in; either task in every epoch.
    private static readonly KeyValuePair<string, string>[] Defaults =
        [new("protocol", "paper"), new("objective", "released"), new("kgeInterval", "1")];

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "Measure with this preset's settings only [default: " + string.Join(", ", WorldSizes.Public.Keys) + "]",
        HelpName = string.Join('|', Preset.All.Select(p => p.Name)),
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder of the preset's data set, or, without --preset, the one that holds the data sets' folders "
            + "[default: invented data of the same sizes]",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Another setting than the preset's, see `mkr train --help`; may be repeated. "
            + "With adam=... training is measured under that policy only",
        HelpName = "key=value",
    };

    private readonly Option<int> _threads =
        CommonOptions.Whole("--threads", "N", "Threads that may share a training step, where they make it quicker", 1, 1, 1024);
    private readonly Option<int> _seconds =
        CommonOptions.Whole("--seconds", "N", "About how long all measurements together are to take", 40, 1, 3600);

    private readonly Option<string?> _plots = new("--plots")
    {
        Description = "Also draw the training steps under the machine's roof, in this folder, as SVG and PNG",
        HelpName = "DIR",
    };

    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var bench = new BenchCommand();
        var command = new Command(
            "bench", "Measures how fast this machine reads, trains and ranks, and how far that is from a core's peak.")
        {
            bench._preset, bench._data, bench._set, bench._threads, bench._seconds, bench._plots, bench._json,
            BenchModelsCommand.Create(),
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(bench.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? plots = parsed.GetValue(_plots), json = parsed.GetValue(_json), data = parsed.GetValue(_data);
        JsonFile.CheckWritable(json);
        if (File.Exists(plots)) throw new SettingException($"{plots}: this is a file. Give --plots the path of a folder.");
        DirectoryInfo invented = Directory.CreateTempSubdirectory("mkr-bench-");
        try
        {
            SpeedSubject[] subjects = [.. Subjects(parsed, invented.FullName)];
            foreach (string line in BenchReport.Head(MachineDescription.Current(), parsed.GetValue(_threads), data))
                Console.WriteLine(line);
            string[] policies =
                [.. SettingOptions.Pairs(parsed.GetValue(_set)).Where(pair => pair.Key == "adam").Select(pair => pair.Value)];
            TimeSpan time = TimeSpan.FromSeconds(parsed.GetValue(_seconds));
            var test = new SpeedTest(subjects, time, policies is [.., string last] ? [last] : null, parsed.GetValue(_threads));
            SpeedResult result = BenchDisplay.Run(display => test.Run(display, cancellation));
            foreach (string line in BenchReport.Lines(result)) Console.WriteLine(line);
            JsonFile.Write(json, BenchReport.ToJson(result, parsed.GetValue(_threads), data));
            if (plots is not null) WritePlots(plots, result);
            return ErrorReport.Success;
        }
        finally
        {
            invented.Delete(recursive: true);
        }
    }

    private static void WritePlots(string folder, SpeedResult result)
    {
        FigureWriter.Write(RooflineFigures.Rs(result), Path.Combine(folder, "roofline-rs"));
        FigureWriter.Write(RooflineFigures.Kge(result), Path.Combine(folder, "roofline-kge"));
        Notes.Write($"Wrote 2 plots to {folder}.");
    }

    /// <summary>
    /// The data sets that are there, or invented ones in <paramref name="invented"/>. Settings are checked before anything is read.
    /// </summary>
    private IEnumerable<SpeedSubject> Subjects(ParseResult parsed, string invented)
    {
        string? preset = parsed.GetValue(_preset), data = parsed.GetValue(_data);
        IReadOnlyList<KeyValuePair<string, string>> values = [.. Defaults, .. SettingOptions.Pairs(parsed.GetValue(_set))];
        IEnumerable<string> names = preset is null ? WorldSizes.Public.Keys : [preset];
        foreach ((string name, RunSettings settings) in names
            .Select(name => (name, Preset.Find(name).Settings(ModelCatalog.Find("mkr")).With(values))).ToArray())
        {
            yield return data is null && WorldSizes.Public.TryGetValue(name, out WorldSizes? sizes)
                ? SpeedSubject.Invent(name, settings, sizes, Path.Combine(invented, name))
                : SpeedSubject.Read(
                    name, settings, DataFolder.Find(data is null || preset is not null ? data : Path.Combine(data, name), name));
        }
    }
}
