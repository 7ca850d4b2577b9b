using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Model.Tuning;

namespace Mkr.Cli.Output.Tables;

/// <summary>
/// What <c>mkr tune</c> reports, as lines, as CSV and as JSON: no times, so that two calls of one search write the same bytes.
/// </summary>
/// <param name="Settings">The settings that the search began at.</param>
/// <param name="Space">What was tuned.</param>
/// <param name="Options">How much was tried.</param>
/// <param name="Search">The search.</param>
/// <param name="Results">The trials, the best first.</param>
internal sealed record TuneReport(
    RunSettings Settings, SearchSpace Space, SearchOptions Options, Search Search, IReadOnlyList<TrialResult> Results)
{
    private const string Default = "default";

    /// <summary>What is going to be done.</summary>
    public static IEnumerable<string> Plan(RunSettings settings, SearchSpace space, Search search, int done)
    {
        yield return $"{settings.Model.Name}: {search.Trials.Count} trials in {search.Rungs.Count} rungs, "
            + $"epochs {string.Join(", ", search.Rungs)}; {done} trainings done before";
        foreach ((Setting setting, SearchRange range) in space.Settings) yield return $"  {setting.Key,-21}{range}";
    }

    /// <summary>A line for each training that is done.</summary>
    public static string Line(SearchProgress progress, SelectionMetric select)
    {
        TrialTraining training = progress.Training;
        string outcome = training.Failure ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{select.Name} {training.Validation:0.0000}, best epoch {training.BestEpoch} of {training.Epochs}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"rung {progress.Rung + 1} of {progress.Rungs} [{progress.Done}/{progress.Total}] "
            + $"trial {training.Trial}, seed {training.Seed}: {outcome}, {training.Seconds:0.0} s");
    }

    /// <summary>The table of the trials, the best first, and how far the best is ahead of the default.</summary>
    public IEnumerable<string> Lines()
    {
        var table = new TextTable(
        [
            ("trial", 5), ("epochs", 6), ("val " + Options.Select.Name, 10), ("best epoch", 10),
            .. Space.Settings.Select(s => (s.Setting.Key, 8)),
        ]);
        yield return table.Header();
        foreach (TrialResult result in Results)
        {
            yield return table.Row(
            [
                result.Trial.Number == 0 ? Default : result.Trial.Number, result.Epochs,
                result.Failure is null ? Four(result.Validation) : "failed",
                string.Join('/', result.Trainings.Select(t => t.BestEpoch)), .. result.Trial.Values.Select(v => v.Value),
            ]);
        }

        foreach (TrialResult result in Results.Where(r => r.Failure is not null))
            yield return $"trial {result.Trial.Number} failed: {result.Failure}";
        (TrialResult best, TrialResult start) = (Results[0], Results.First(r => r.Trial.Number == 0));
        if (best == start)
        {
            yield return "No trial was better than the default.";
            yield break;
        }

        string before = start.Failure is null ? $"{Four(start.Validation)} with the default" : "the default failed";
        yield return $"Trial {best.Trial.Number} is the best: {Options.Select.Name} {Four(best.Validation)} on validation, {before}.";
        yield return "It was chosen by this number, which is therefore too good: read its test result.";
    }

    /// <summary>The best trial's settings, for <c>--config</c>: all of the model, and of the data what is not the preset's.</summary>
    public JsonObject Best(string preset)
    {
        RunSettings best = Results[0].Trial.Settings, usual = Preset.Find(preset).Settings(Settings.Model);
        IEnumerable<(Setting Setting, object Record)> kept = best.All
            .Where(s => ReferenceEquals(s.Record, best.Options) || s.Setting.Text(s.Record) != usual.Text(s.Setting.Key));
        var json = new JsonObject(kept.Select(s => KeyValuePair.Create(s.Setting.Key, (JsonNode?)s.Setting.Json(s.Record))));
        if (json.ContainsKey("select")) json["select"] = Options.Select.Name;
        return json;
    }

    /// <summary>The trials as CSV, a line each, the best first.</summary>
    public IEnumerable<string> Csv()
    {
        yield return string.Join(',',
            ["trial", "rung", "epochs", "validation_" + Options.Select.Name, .. Space.Settings.Select(s => s.Setting.Key), "failure"]);
        foreach (TrialResult result in Results)
        {
            yield return string.Join(',',
            [
                result.Trial.Number.ToString(CultureInfo.InvariantCulture), (result.Rung + 1).ToString(CultureInfo.InvariantCulture),
                result.Epochs.ToString(CultureInfo.InvariantCulture),
                CsvField.Of(result.Validation), .. result.Trial.Values.Select(v => CsvField.Of(v.Value)),
                CsvField.Of(result.Failure ?? string.Empty),
            ]);
        }
    }

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public JsonObject ToJson() => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "tune",
        ["model"] = Settings.Model.Name,
        ["dataset"] = Settings.Format.Name,
        ["select"] = Options.Select.Name,
        ["seed"] = Options.Seed,
        ["runs"] = Options.Runs,
        ["rungs"] = new JsonArray([.. Search.Rungs.Select(epochs => (JsonNode)epochs)]),
        ["space"] = new JsonObject(
            Space.Settings.Select(s => KeyValuePair.Create(s.Setting.Key, (JsonNode?)JsonValue.Create(s.Range.ToString())))),
        ["settings"] = Settings.ToJson(),
        ["trials"] = new JsonArray([.. Results.Select(ResultToJson)]),
    };

    private static JsonObject ResultToJson(TrialResult result) => new()
    {
        ["trial"] = result.Trial.Number,
        ["rung"] = result.Rung + 1,
        ["epochs"] = result.Epochs,
        ["validation"] = JsonFile.Number(result.Validation),
        ["seeds"] = new JsonArray([.. result.Trainings.Select(TrainingToJson)]),
        ["values"] = new JsonObject(result.Trial.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)JsonValue.Create(v.Value)))),
        ["failure"] = result.Failure,
    };

    private static JsonObject TrainingToJson(TrialTraining training) => new()
    {
        ["seed"] = training.Seed,
        ["validation"] = JsonFile.Number(training.Validation),
        ["bestEpoch"] = training.BestEpoch,
    };

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
