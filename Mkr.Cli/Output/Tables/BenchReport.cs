using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Speed;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr bench</c> measured, as lines and as JSON.</summary>
internal static class BenchReport
{
    /// <summary>The machine and the data; <paramref name="data"/> is null where it is invented.</summary>
    public static IEnumerable<string> Head(MachineDescription machine, int threads, string? data)
    {
        string cores = machine.Cores == 1 ? "core" : "cores";
        string used = threads == 1 ? "one thread" : $"up to {threads} threads a training step, else one";
        yield return $"{machine.Processor}, {machine.Cores} {cores}, {machine.VectorBits}-bit vectors, "
            + $"{machine.Runtime}, {machine.System}; {used}";
        yield return data is null ? "data: invented, of the public data sets' sizes" : $"data: {data}";
    }

    /// <summary>The machine's peak.</summary>
    public static string Roof(MachineRoof roof) => string.Create(
        CultureInfo.InvariantCulture,
        $"peak of a core: {roof.FlopsPerSecond / 1e9:0} GFLOP/s, reading {roof.CacheBytesPerSecond / 1e9:0} GB/s from its cache, "
        + $"{roof.MemoryBytesPerSecond / 1e9:0.0} GB/s from memory");

    /// <summary>The table of <see cref="TrainingRow"/>.</summary>
    public static TextTable TrainingTable() => new(
        ("training", -8), ("adam", -8), ("M samples/s", 11), ("GFLOP/s", 8), ("of peak", 8), ("of rows", 8), ("M triples/s", 12),
        ("GFLOP/s", 8), ("of peak", 8), ("of rows", 8), ("epochs", 7));

    /// <summary>A preset under a policy: its speeds, and their shares of the peak and of the rows that could be read in the time.</summary>
    public static string TrainingRow(TextTable table, string preset, double rowsPerSecond, TrainingSpeed speed, MachineRoof roof)
    {
        return table.Row([preset, speed.Policy, .. Cells(speed.Rs), .. Cells(speed.Kge), speed.Epochs]);

        object[] Cells(TaskSpeed task) =>
        [
            Format(task.PerSecond / 1e6, "0.00"), Format(task.FlopsPerSecond / 1e9, "0.0"),
            Format(task.FlopsPerSecond / roof.FlopsPerSecond, "0.0 %"),
            Format(task.RowsPerSecond / rowsPerSecond, "0.0 %"),
        ];
    }

    /// <summary>Everything else, when all is measured.</summary>
    public static IEnumerable<string> Lines(SpeedResult result)
    {
        yield return "(GFLOP/s: the operations that a step needs, counted by formula. "
            + "Of rows: the rows looked up, of those that the core can read at random from as large a table.)";
        yield return string.Empty;
        var table = new TextTable(
            ("data", -8), ("d", 3), ("L", 3), ("batch", 6), ("users", 7), ("items", 7), ("entities", 8), ("read MB/s", 9),
            ("users ranked/s", 14), ("M rows/s", 8));
        yield return table.Header();
        foreach (PresetSpeed p in result.Presets)
        {
            yield return table.Row(
                p.Preset, p.Options.Dim, p.Options.LowLayers, p.Options.BatchSize, p.Sizes.Users, p.Sizes.Items, p.Sizes.Entities,
                Format(p.ReadBytesPerSecond / 1e6, "0"), Format(p.RankedUsersPerSecond, "0"), Format(p.RowsPerSecond / 1e6, "0"));
        }

        foreach (string line in GraphModels(result)) yield return line;
        yield return string.Create(
            CultureInfo.InvariantCulture, $"AUC of {SpeedTest.AucScores:N0} scores: {result.AucSeconds * 1e3:0.00} ms");
    }

    /// <summary>The models of a graph alone, a row for each model and a column for each data set and d.</summary>
    private static IEnumerable<string> GraphModels(SpeedResult result)
    {
        PresetSpeed[] presets = [.. result.Presets.Where(preset => preset.GraphModels.Count > 0)];
        if (presets.Length == 0) yield break;
        KgeSpeed[] first = [.. presets[0].GraphModels];
        var table = new TextTable(
            [
                ("M triples/s", -11),
                .. presets.SelectMany(preset => KgeTimer.Dims.Select(dim => ($"{preset.Preset}, d = {dim}", 14))),
            ]);
        yield return string.Empty;
        yield return table.Header();
        foreach (IGrouping<string, int> model in Enumerable.Range(0, first.Length).GroupBy(i => first[i].Model))
        {
            IEnumerable<object> cells = presets.SelectMany(preset => model.Select(i => preset.GraphModels[i].TriplesPerSecond))
                .Select(speed => Format(speed / 1e6, "0.00"));
            yield return table.Row([model.Key, .. cells]);
        }

        yield return $"(Graphs alone: margin loss, one false triple for each true one, batches of {KgeTimer.BatchSize}, "
            + $"adam={first[0].Policy}.)";
        yield return string.Empty;
    }

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(SpeedResult result, int threads, string? data) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "bench",
        ["machine"] = new JsonObject
        {
            ["processor"] = result.Machine.Processor,
            ["cores"] = result.Machine.Cores,
            ["vectorBits"] = result.Machine.VectorBits,
            ["runtime"] = result.Machine.Runtime,
            ["system"] = result.Machine.System,
        },
        ["peak"] = new JsonObject
        {
            ["flopsPerSecond"] = JsonFile.Number(result.Roof.FlopsPerSecond),
            ["cacheBytesPerSecond"] = JsonFile.Number(result.Roof.CacheBytesPerSecond),
            ["memoryBytesPerSecond"] = JsonFile.Number(result.Roof.MemoryBytesPerSecond),
        },
        ["threads"] = threads,
        ["data"] = data,
        ["aucSeconds"] = JsonFile.Number(result.AucSeconds),
        ["presets"] = new JsonArray([.. result.Presets.Select(PresetToJson)]),
    };

    private static JsonObject PresetToJson(PresetSpeed preset) => new()
    {
        ["name"] = preset.Preset,
        ["options"] = preset.Settings.ToJson(),
        ["users"] = preset.Sizes.Users,
        ["items"] = preset.Sizes.Items,
        ["entities"] = preset.Sizes.Entities,
        ["relations"] = preset.Sizes.Relations,
        ["readBytesPerSecond"] = JsonFile.Number(preset.ReadBytesPerSecond),
        ["rankedUsersPerSecond"] = JsonFile.Number(preset.RankedUsersPerSecond),
        ["randomRowsPerSecond"] = JsonFile.Number(preset.RowsPerSecond),
        ["training"] = new JsonArray([.. preset.Training.Select(t => new JsonObject
        {
            ["adam"] = t.Policy,
            ["epochs"] = t.Epochs,
            ["rs"] = TaskToJson(t.Rs),
            ["kge"] = TaskToJson(t.Kge),
        })]),
        ["graphModels"] = new JsonArray([.. preset.GraphModels.Select(g => new JsonObject
        {
            ["model"] = g.Model,
            ["adam"] = g.Policy,
            ["dim"] = g.Dim,
            ["perSecond"] = JsonFile.Number(g.TriplesPerSecond),
        })]),
    };

    private static JsonObject TaskToJson(TaskSpeed task) => new()
    {
        ["perSecond"] = JsonFile.Number(task.PerSecond),
        ["flops"] = task.Cost.Flops,
        ["bytes"] = task.Cost.Bytes,
        ["rows"] = task.Cost.Rows,
    };

    /// <summary>A number; a dash where a task is not trained.</summary>
    private static string Format(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
