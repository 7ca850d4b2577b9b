using System.CommandLine;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Plots;
using Mkr.Cli.Output.Tables;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Figures;
using Mkr.Model.Inspection;
using Mkr.Model.Models.Counting;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr inspect</c>: what a data set and a split of it look like, and the paper's empirical study of item pairs.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string?> _folder = new("DATA")
    {
        Description = "The data set's folder [default: datasets/PRESET]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly SettingOptions _settings = new();
    private readonly Option<int> _seed = CommonOptions.Whole("--seed", "N", "Determines split and sampled item pairs", 1, 0, int.MaxValue);
    private readonly Option<string?> _plots =
        new("--plots") { Description = "Also write plots to this folder, as SVG and PNG", HelpName = "DIR" };

    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var inspect = new InspectCommand();
        var command = new Command(
            "inspect",
            "Describes a data set, a split of it, what every protocol gives away, and how items' common raters go with common neighbours "
            + "in the graph.")
        {
            inspect._folder,
        };
        foreach (Option option in (IEnumerable<Option>)[.. inspect._settings.OfData, inspect._seed, inspect._plots, inspect._json])
            command.Options.Add(option);
        command.SetAction(inspect.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        RunSettings settings = _settings.Settings(parsed);
        string? plots = parsed.GetValue(_plots), json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        if (File.Exists(plots)) throw new SettingException($"{plots}: this is a file. Give --plots the path of a folder.");
        var random = new SeededRandom((ulong)parsed.GetValue(_seed));
        string folder = parsed.GetValue(_folder) ?? _settings.Folder(parsed);
        RecommendationData data = settings.Split.Reduce(RawDataReader.Read(folder, settings.Format), random);
        DatasetSplit split = settings.Split.Split(data, random);
        var statistics = new DatasetStatistics(data);
        var splitStatistics = new SplitStatistics(split);
        var leaks = LeakStatistics.Of(data, split);
        IReadOnlyList<(string, LeakStatistics)> allLeaks = Leaks(data, settings, leaks, random, out List<string> impossible);
        CommonNeighbours study = CommonNeighbours.Study(data, random.Split("item pairs"));

        if (Notes.AreWanted) Print(data.Report.ToLines());
        Print(InspectReport.Dataset(data, statistics));
        Print(InspectReport.Relations(statistics));
        Print(InspectReport.Split(settings.Split.Protocol.Name, split, splitStatistics));
        Print(InspectReport.Leaks(allLeaks).Concat(impossible));
        Print(InspectReport.Study(study));
        if (plots is not null) WritePlots(plots, data.Name, statistics, study);
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "inspect",
            ["dataset"] = InspectJson.Dataset(data, statistics),
            ["split"] = InspectJson.Split(settings.Split.Protocol.Name, split, splitStatistics, leaks),
            ["leaks"] = InspectJson.Leaks(allLeaks),
            ["itemPairs"] = InspectJson.Study(study),
        });
        return ErrorReport.Success;
    }

    /// <summary>
    /// What the split gives away, and the other protocols' splits of the same seed; where the data allows none, a line says why.
    /// </summary>
    private static List<(string Protocol, LeakStatistics Leaks)> Leaks(
        RecommendationData data, RunSettings settings, LeakStatistics own, SeededRandom random, out List<string> impossible)
    {
        List<(string, LeakStatistics)> rows = settings.Split.Folder is null ? [] : [("given", own)];
        impossible = [];
        foreach (SplitProtocol protocol in SplitProtocol.All)
        {
            try
            {
                bool isOwn = settings.Split.Folder is null && protocol == settings.Split.Protocol;
                rows.Add((protocol.Name, isOwn ? own : Of(settings.Split with { Protocol = protocol, Folder = null })));
            }
            catch (InvalidOperationException exception)
            {
                impossible.Add(exception.Message);
            }
        }

        return rows;

        LeakStatistics Of(SplitOptions other) => LeakStatistics.Of(data, other.Split(data, random));
    }

    private static void WritePlots(string folder, string name, DatasetStatistics statistics, CommonNeighbours study)
    {
        foreach ((string file, Figure figure) in new[]
        {
            ("positives", InspectionFigures.Interactions(name, statistics)),
            ("triples", InspectionFigures.Graph(name, statistics)),
            ("common-raters", InspectionFigures.ByRaters(name, study)),
            ("common-neighbours", InspectionFigures.ByGraph(name, study)),
        })
        {
            FigureWriter.Write(figure, Path.Combine(folder, file));
        }

        Notes.Write($"Wrote 4 plots to {folder}.");
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (string line in lines) Console.WriteLine(line);
        Console.WriteLine();
    }
}
