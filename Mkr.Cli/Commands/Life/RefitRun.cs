using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Progress;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands.Life;

/// <summary><c>mkr train --refit</c>: the model of a chosen run, trained on all the data.</summary>
internal static class RefitRun
{
    /// <summary>Trains it, and writes it.</summary>
    /// <param name="path">The chosen run.</param>
    /// <param name="dataFolder">Another data set; null for the run's own.</param>
    /// <param name="output">The folder to write.</param>
    /// <param name="json">The file for the result; null for none.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static void Run(
        string path, string? dataFolder, string? output, string? json, int threads, CancellationToken cancellation)
    {
        if (output is null) throw new SettingException("--refit needs --out DIR: the model is all that there is of it.");
        JsonFile.CheckWritable(json);
        using NewFolder folder = NewFolder.Claim(output);
        using RunFolder run = RunFolder.Open(path);
        if (run.IsRefit)
            throw new SettingException($"{path}: this run was trained on all its data already. Give the run that it was made of.");
        RunSettings settings = Refit.Settings(run);
        RecommendationData? other = dataFolder is null ? null : RawDataReader.Read(dataFolder, run.SettingsForData.Format);
        foreach (string line in other?.Report.ToLines() ?? []) Console.WriteLine(line);
        int epochs = (settings.Options as EpochOptions)?.Epochs ?? 1;
        ExperimentRun result = null!;
        TrainingDisplay.Run(
            ["refit"], epochs, displays => result = Refit.Run(run, settings, other, threads, displays[0], cancellation));
        JsonObject metrics = ToJson(path, epochs, result);
        folder.Write(target => RunFolder.Write(target, settings, other ?? run.Whole, result, metrics, isRefit: true));
        JsonFile.Write(json, metrics);
        Console.WriteLine(
            $"Trained {settings.Model.Title} on all {result.Split.Train.Length:N0} interactions of {(dataFolder ?? path)}, {epochs} "
            + $"{(epochs == 1 ? "epoch" : "epochs")}. Nothing was evaluated: no part is left to judge it by.");
        Console.WriteLine($"Wrote {output}.");
    }

    private static JsonObject ToJson(string path, int epochs, ExperimentRun run) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "train",
        ["refit"] = path,
        ["seed"] = run.Seed,
        ["epochs"] = epochs,
        ["interactions"] = run.Split.Train.Length,
        ["seconds"] = run.Seconds,
    };
}
