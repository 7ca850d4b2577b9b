using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Tests;

/// <summary>The README's example: its using lines are this file's, its statements those between the marks.</summary>
internal static class ReadmeExample
{
    public static void Run()
    {
        // <example>
        RecommendationData data = RawDataReader.Read("datasets/demo", RawFormat.Demo);
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Default);
        ExperimentRun run = new Experiment(data, settings).Run(seed: 1);
        foreach (ExperimentRow row in run.Rows) Console.WriteLine($"{row.Name}: test AUC {row.Test.Auc:0.000}");

        using Recommender recommender = Recommender.Of(run, settings);
        foreach (RecommendedItem item in recommender.Recommend("nadia-verton", 3)) Console.WriteLine($"Nadia Verton may like {item.Name}");
        // </example>
    }
}
