using System.Diagnostics;
using System.Globalization;
using Mkr.Model.Training;
using Spectre.Console;

namespace Mkr.Cli.Output.Progress;

/// <summary>
/// Shows how training goes: a live bar on a terminal, and a row an epoch; only the rows where there are no live bars; with --quiet nothing.
/// </summary>
internal sealed class TrainingDisplay(string label, int epochs, EpochRows rows, ProgressTask? bar) : ITrainingObserver
{
    private const double RefreshSeconds = 0.1;
    private long _lastRefresh;

    /// <summary>
    /// Runs <paramref name="work"/> with a live bar for each of <paramref name="labels"/>, or without any.
    /// </summary>
    public static void Run(IReadOnlyList<string> labels, int epochs, Action<IReadOnlyList<TrainingDisplay>> work)
    {
        var rows = new EpochRows();
        if (!LiveBars.AreShown)
        {
            work([.. labels.Select(label => new TrainingDisplay(label, epochs, rows, null))]);
            return;
        }

        LiveBars.Create().Start(context => work(
            [.. labels.Select(label => new TrainingDisplay(label, epochs, rows, context.AddTask(label, maxValue: epochs)))]));
    }

    /// <inheritdoc/>
    public void OnProgress(int epoch, double fraction, double samplesPerSecond)
    {
        if (bar is null || Stopwatch.GetElapsedTime(_lastRefresh).TotalSeconds < RefreshSeconds) return;
        _lastRefresh = Stopwatch.GetTimestamp();
        bar.Value = epoch - 1 + fraction;
        bar.Description = string.Create(
            CultureInfo.InvariantCulture, $"{label}: epoch {epoch} of {epochs}, {samplesPerSecond / 1e6:0.00} M samples/s");
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        foreach (string line in rows.Lines(label, report)) WriteLine(line);
    }

    /// <inheritdoc/>
    public void OnRestart(int attempt, string reason) =>
        WriteLine($"{label}: {reason}. Starting again from another initialisation (attempt {attempt}).");

    /// <summary>A live bar must be told of lines that are to stand above it.</summary>
    private void WriteLine(string line)
    {
        if (bar is null) Notes.Write(line);
        else AnsiConsole.WriteLine(line);
    }
}
