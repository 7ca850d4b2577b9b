using Spectre.Console;

namespace Mkr.Cli.Output.Progress;

/// <summary>
/// The live bars of long commands, which rewrite lines of the terminal by escape codes: where output is redirected, or the terminal can't
/// or is not to have any (<c>TERM=dumb</c>; <c>NO_COLOR</c>, https://no-color.org), there are none.
/// </summary>
internal static class LiveBars
{
    /// <summary>Whether there are any.</summary>
    public static bool AreShown => Notes.AreWanted && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Bars that are gone when the work is done.</summary>
    public static Spectre.Console.Progress Create() => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new TimeLeftColumn());
}
