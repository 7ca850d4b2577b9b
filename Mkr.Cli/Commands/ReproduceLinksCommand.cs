using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Data;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr reproduce links</c>: the models of a graph alone at link prediction, beside what counting comes to.</summary>
internal sealed class ReproduceLinksCommand
{
    private static readonly string[] Splits = ["triples", "pairs"];

    private readonly Option<string?> _data = ReproduceOptions.Data();
    private readonly Option<string?> _datasets = ReproduceOptions.Datasets();

    private readonly Option<string?> _models = new("--models")
    {
        Description = "The models [default: all]",
        HelpName = string.Join(',', LinksExperiment.Models.Select(m => m.Model)),
    };

    private readonly Option<int> _runs = ReproduceOptions.Runs();
    private readonly Option<int> _threads = ReproduceOptions.Threads();
    private readonly Option<string> _out = ReproduceOutput.Folder("The folder for the tables");
    private readonly Option<string[]> _set = ReproduceOptions.Set();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var links = new ReproduceLinksCommand();
        var command = new Command(LinksExperiment.Name,
            "The models of a graph alone at completing held-out triples, by triples and by pairs: MRR and hits beside frequency, range, "
            + "chance, and what another relation of the same pair tells")
        {
            links._data, links._datasets, links._models, links._runs, links._threads, links._out, links._set, links._json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(links.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string output = parsed.GetValue(_out)!;
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        ReproduceOutput.CheckFolder(output);
        IReadOnlyList<KeyValuePair<string, string>> set = SettingOptions.Pairs(parsed.GetValue(_set));
        string[] datasets = ReproduceOptions.List(parsed.GetValue(_datasets)) ?? [.. LinksExperiment.Datasets];
        string[] models = ReproduceOptions.List(parsed.GetValue(_models)) ?? [.. LinksExperiment.Models.Select(m => m.Model)];
        Check(models, set);
        var data = datasets.Distinct().ToDictionary(name => name, name => Read(parsed, name));
        int runs = parsed.GetValue(_runs);
        LinksTrial[][] trials =
        [
            .. from dataset in datasets
               from heldOut in Splits
               from model in models
               select Enumerable.Range(1, runs).Select(seed => new LinksTrial(dataset, heldOut, model, (ulong)seed)).ToArray(),
        ];
        var results = new LinksResult[trials.Length][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(_threads), CancellationToken = cancellation };
        Parallel.For(0, trials.Length, parallel, i =>
        {
            var done = new List<LinksResult>();
            foreach (LinksResult result in LinksExperiment.Run(data[trials[i][0].Dataset], trials[i], set, cancellation))
            {
                done.Add(result);
                Notes.Write(LinksReport.Line(result));
            }

            results[i] = [.. done];
        });

        LinksResult[] all = [.. results.SelectMany(r => r)];
        IReadOnlyList<LinksRow> rows = LinksRow.Of(all);
        Console.WriteLine();
        foreach (string line in LinksReport.Lines(rows)) Console.WriteLine(line);
        Console.WriteLine();
        ReproduceOutput.Write(output, LinksExperiment.Name, json, LinksReport.ToJson(rows, all), LinksReport.Csv(rows), []);
        return ErrorReport.Success;
    }

    /// <summary>Throws before anything is trained where a model is none of these, or a setting is no model's.</summary>
    private static void Check(string[] models, IReadOnlyList<KeyValuePair<string, string>> set)
    {
        foreach (string model in models)
        {
            if (LinksExperiment.Models.All(known => known.Model != model))
            {
                throw new SettingException(
                    $"'{model}' completes no triples. Choose among {string.Join(", ", LinksExperiment.Models.Select(m => m.Model))}.");
            }

            Preset.All[0].Settings(ModelCatalog.Find(model)).With(set);
        }
    }

    private RecommendationData Read(ParseResult parsed, string dataset) => ReproduceOptions.Read(
        parsed.GetValue(_data), dataset, Preset.Find(dataset).Settings(ModelCatalog.Find(LinksExperiment.Models[0].Model)));
}
