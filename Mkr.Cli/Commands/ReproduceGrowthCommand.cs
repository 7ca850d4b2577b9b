using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Engine.Optimizers;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr reproduce growth</c>: times training steps on tables of growing size, and weighs them.</summary>
internal static class ReproduceGrowthCommand
{
    public static Command Create()
    {
        var rows = new Option<string>("--rows")
        {
            Description = "The numbers of rows, users, items and entities together",
            HelpName = "N,N,...",
            DefaultValueFactory = _ => string.Join(',', GrowthExperiment.DefaultRows),
        };
        Option<int> steps = CommonOptions.Whole(
            "--steps", "N", "How many steps of either task to time; their median is reported", GrowthExperiment.DefaultSteps, 1, 1_000_000);
        Option<string> output = ReproduceOutput.Folder("The folder for the table and the figure");
        Option<string?> json = CommonOptions.Json();
        var command = new Command(GrowthExperiment.Name,
            "What a training step costs, in time and memory, while the tables grow: invented data, no data set is read. "
            + "Let the machine do nothing else.")
        {
            rows, steps, output, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(Parse(parsed.GetValue(rows)!), parsed.GetValue(steps), parsed.GetValue(output)!, parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(IReadOnlyList<int> rows, int steps, string output, string? json, CancellationToken cancellation)
    {
        JsonFile.CheckWritable(json);
        ReproduceOutput.CheckFolder(output);
        Console.WriteLine(GrowthReport.Header());
        var points = new List<GrowthPoint>();
        // The largest first, while the process is fresh: what the C library keeps of freed tables would count as memory of the next.
        foreach (int number in rows.Prepend(rows[^1]).Distinct())
        {
            foreach (RowPolicy policy in GrowthExperiment.Policies)
            {
                points.Add(GrowthExperiment.Measure(number, policy, steps, cancellation));
                Console.WriteLine(GrowthReport.Line(points[^1]));
            }
        }

        IReadOnlyList<CacheSize> caches = CacheSize.Read();
        GrowthPoint[] sorted = [.. points.OrderBy(p => p.Rows)];
        ReproduceOutput.Write(
            output, GrowthExperiment.Name, json, GrowthReport.ToJson(sorted, caches),
            GrowthReport.Csv(sorted), [(GrowthExperiment.Name, GrowthFigure.Of(sorted, caches))]);
        return ErrorReport.Success;
    }

    /// <summary>The numbers, ascending.</summary>
    private static int[] Parse(string text) =>
    [
        .. text.Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 100
                ? number
                : throw new SettingException(
                    $"--rows: expected whole numbers from 100 to {int.MaxValue} with commas between them, found '{text}'."))
            .Distinct().Order(),
    ];
}
