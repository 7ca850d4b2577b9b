using System.Diagnostics;
using System.Globalization;
using Mkr.Model.Training;
using Spectre.Console;

namespace Mkr.Cli.Output;

/// <summary>Shows how training goes: a live bar on a terminal, and a row an epoch; only the rows where output is redirected.</summary>
internal sealed class TrainingDisplay(string label, int epochs, ProgressTask? bar) : ITrainingObserver
{
    private const double RefreshSeconds = 0.1;
    private readonly TextTable _table = new(("run", -8), ("epoch", 5), ("train loss", 10), ("val AUC", 8), ("val acc", 8), ("KGE RMSE", 8), ("seconds", 8));
    private long _lastRefresh;

    /// <summary>Runs <paramref name="work"/> with a live bar for each of <paramref name="labels"/>, or without any where output is redirected.</summary>
    public static void Run(IReadOnlyList<string> labels, int epochs, Action<IReadOnlyList<TrainingDisplay>> work)
    {
        if (Console.IsOutputRedirected)
        {
            work([.. labels.Select(label => new TrainingDisplay(label, epochs, null))]);
            return;
        }

        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work([.. labels.Select(label => new TrainingDisplay(label, epochs, context.AddTask(label, maxValue: epochs)))]));
    }

    /// <summary>The heading of the rows.</summary>
    public string Header() => _table.Header();

    /// <inheritdoc/>
    public void OnProgress(int epoch, double fraction, double samplesPerSecond)
    {
        if (bar is null || Stopwatch.GetElapsedTime(_lastRefresh).TotalSeconds < RefreshSeconds) return;
        _lastRefresh = Stopwatch.GetTimestamp();
        bar.Value = epoch - 1 + fraction;
        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{label}: epoch {epoch} of {epochs}, {samplesPerSecond / 1e6:0.00} M samples/s");
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report) => WriteLine(_table.Row(
        label, report.Epoch, Format(report.RsLoss), Format(report.ValidationAuc), Format(report.ValidationAccuracy), Format(report.KgeRmse),
        report.Seconds.ToString("0.00", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public void OnRestart(int attempt, string reason) =>
        WriteLine($"{label}: {reason}. Starting again from another initialisation (attempt {attempt}).");

    private static string Format(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A live bar must be told of lines that are to stand above it.</summary>
    private void WriteLine(string line)
    {
        if (bar is null) Console.WriteLine(line);
        else AnsiConsole.WriteLine(line);
    }
}
