using Mkr.Cli.Output.Tables;
using Mkr.Model.Speed;
using Spectre.Console;

namespace Mkr.Cli.Output.Progress;

/// <summary>Shows how <c>mkr bench</c> goes: a live bar on a terminal, and a row for each training; elsewhere the rows alone.</summary>
internal sealed class BenchDisplay(ProgressTask? bar) : ISpeedObserver
{
    private readonly TextTable _table = BenchReport.TrainingTable();
    private MachineRoof? _roof;

    /// <summary>Runs <paramref name="work"/> with a live bar, or without; see <see cref="LiveBars"/>.</summary>
    public static SpeedResult Run(Func<BenchDisplay, SpeedResult> work) => LiveBars.AreShown
        ? LiveBars.Create().Start(context => work(new BenchDisplay(context.AddTask("bench", maxValue: 1))))
        : work(new BenchDisplay(null));

    /// <inheritdoc/>
    public void OnMeasuring(string what, double fraction)
    {
        if (bar is null) return;
        bar.Value = fraction;
        bar.Description = what;
    }

    /// <inheritdoc/>
    public void OnRoof(MachineRoof roof)
    {
        _roof = roof;
        WriteLine(BenchReport.Roof(roof));
        WriteLine(string.Empty);
        WriteLine(_table.Header());
    }

    /// <inheritdoc/>
    public void OnTraining(string preset, double rowsPerSecond, TrainingSpeed speed) =>
        WriteLine(BenchReport.TrainingRow(_table, preset, rowsPerSecond, speed, _roof!));

    /// <summary>A live bar must be told of lines that are to stand above it.</summary>
    private void WriteLine(string line)
    {
        if (bar is null) Console.WriteLine(line);
        else AnsiConsole.WriteLine(line);
    }
}
