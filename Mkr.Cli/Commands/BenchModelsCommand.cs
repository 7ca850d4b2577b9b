using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Speed;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr bench models</c>: how fast the models train, in examples a second.</summary>
internal sealed class BenchModelsCommand
{
    private readonly Option<string?> _models = new("--model")
    {
        Description = "The models to measure [default: all]",
        HelpName = "NAME,NAME,...",
    };

    private readonly Option<string> _preset = new("--preset")
    {
        Description = "Measure with this preset's settings",
        HelpName = string.Join('|', Preset.All.Select(p => p.Name)),
        DefaultValueFactory = _ => Preset.All[0].Name,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder with the preset's data set [default: datasets/PRESET, here or above]",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Another setting than the preset's, see `mkr train --help`; may be repeated",
        HelpName = "key=value",
    };

    private readonly Option<int> _threads =
        CommonOptions.Whole("--threads", "N", "Threads that may share a training step, where they make it quicker", 1, 1, 1024);
    private readonly Option<int> _seconds = CommonOptions.Whole("--seconds", "N", "About how long each model is to train", 5, 1, 3600);
    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var bench = new BenchModelsCommand();
        var command = new Command("models", "Measures how fast models train: examples a second of each of their tasks.")
        {
            bench._models, bench._preset, bench._data, bench._set, bench._threads, bench._seconds, bench._json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(bench.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        var preset = Preset.Find(parsed.GetValue(_preset)!);
        IReadOnlyList<KeyValuePair<string, string>> values = SettingOptions.Pairs(parsed.GetValue(_set));
        RunSettings[] all = [.. Models(parsed).Select(model => preset.Settings(model).With(values))];
        string folder = DataFolder.Find(parsed.GetValue(_data), preset.Name);
        var subject = SpeedSubject.Read(preset.Name, all[0], folder);
        var table = new TextTable(("model", -16), ("task", -14), ("M/s, median", 12), ("M/s, best", 10));
        Console.WriteLine(table.Header());
        var rows = new JsonArray();
        foreach (RunSettings settings in all)
        {
            var time = TimeSpan.FromSeconds(parsed.GetValue(_seconds));
            foreach (ModelSpeed speed in ModelTimer.Measure(subject.With(settings), time, parsed.GetValue(_threads), cancellation))
            {
                Console.WriteLine(table.Row(settings.Model.Name, speed.Task, Millions(speed.Median), Millions(speed.Best)));
                rows.Add(new JsonObject
                {
                    ["model"] = settings.Model.Name,
                    ["task"] = speed.Task,
                    ["medianPerSecond"] = speed.Median,
                    ["bestPerSecond"] = speed.Best,
                });
            }
        }

        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "bench models",
            ["preset"] = preset.Name,
            ["threads"] = parsed.GetValue(_threads),
            ["models"] = rows,
        });
        return ErrorReport.Success;
    }

    /// <summary>The models that are asked for; of all, those that learn in steps.</summary>
    private IEnumerable<ModelDefinition> Models(ParseResult parsed) => parsed.GetValue(_models) is string names
        ? names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ModelCatalog.Find)
        : ModelCatalog.All.Where(model => model.Defaults is EpochOptions);

    private static string Millions(double perSecond) => (perSecond / 1e6).ToString("0.000", CultureInfo.InvariantCulture);
}
