using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Engine.Optimizers;
using Mkr.Model.Data;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr reproduce deferred</c>: trains with dense and with deferred steps, in float and in double, and compares.</summary>
internal sealed class ReproduceDeferredCommand
{
    private static readonly bool[] InFloatThenInDouble = [false, true];

    private readonly Option<string?> _data = ReproduceOptions.Data();
    private readonly Option<string?> _datasets = ReproduceOptions.Datasets();
    private readonly Option<int> _runs = ReproduceOptions.Runs();
    private readonly Option<int> _threads = ReproduceOptions.Threads();
    private readonly Option<string> _out = ReproduceOutput.Folder("The folder for the tables");
    private readonly Option<string[]> _set = ReproduceOptions.Set();
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var deferred = new ReproduceDeferredCommand();
        var command = new Command(DeferredExperiment.Name,
            "Whether Adam's deferred steps end where dense ones do: AUC, accuracy and every weight after the last epoch, "
            + "in float and in double")
        {
            deferred._data, deferred._datasets, deferred._runs, deferred._threads, deferred._out, deferred._set, deferred._json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(deferred.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string output = parsed.GetValue(_out)!;
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        ReproduceOutput.CheckFolder(output);
        (string Name, RunSettings Settings, RecommendationData Data)[] datasets = Read(parsed);
        (int Dataset, bool InDouble, ulong Seed)[] work =
        [
            .. from dataset in Enumerable.Range(0, datasets.Length)
               from inDouble in InFloatThenInDouble
               from seed in Enumerable.Range(1, parsed.GetValue(_runs))
               select (dataset, inDouble, (ulong)seed),
        ];
        var results = new DeferredComparison[work.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(_threads), CancellationToken = cancellation };
        Parallel.For(0, work.Length, parallel, i =>
        {
            (string name, RunSettings settings, RecommendationData data) = datasets[work[i].Dataset];
            results[i] = work[i].InDouble
                ? DeferredExperiment.Compare<double>(name, data, settings, work[i].Seed, cancellation)
                : DeferredExperiment.Compare<float>(name, data, settings, work[i].Seed, cancellation);
            Notes.Write(DeferredReport.Line(results[i]));
        });

        IReadOnlyList<DeferredRow> rows = DeferredRow.Of(results);
        Console.WriteLine();
        foreach (string line in DeferredReport.Lines(rows)) Console.WriteLine(line);
        Console.WriteLine();
        ReproduceOutput.Write(
            output, DeferredExperiment.Name, json,
            DeferredReport.ToJson([.. datasets.Select(d => (d.Name, d.Settings))], rows, results), DeferredReport.Csv(rows), []);
        return ErrorReport.Success;
    }

    private (string Name, RunSettings Settings, RecommendationData Data)[] Read(ParseResult parsed)
    {
        IReadOnlyList<KeyValuePair<string, string>> set = SettingOptions.Pairs(parsed.GetValue(_set));
        return
        [
            .. from name in ReproduceOptions.List(parsed.GetValue(_datasets)) ?? DeferredExperiment.Datasets
               let settings = Preset.Find(name).Settings(ModelCatalog.Find("mkr")).With(DeferredExperiment.Protocol).With(set)
               select (name, settings, ReproduceOptions.Read(parsed.GetValue(_data), name, settings)),
        ];
    }
}
