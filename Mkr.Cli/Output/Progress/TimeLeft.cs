using System.Globalization;

namespace Mkr.Cli.Output.Progress;

/// <summary>How long something will still take, as far as one can tell from what is done.</summary>
internal static class TimeLeft
{
    // Before, the first steps' compilation is most of what was measured.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>The time that is left, if the rest goes on as it went until now; null where it is too early to tell.</summary>
    /// <param name="elapsed">The time since the beginning.</param>
    /// <param name="fraction">How much is done, 0 to 1.</param>
    public static TimeSpan? Of(TimeSpan elapsed, double fraction) =>
        fraction > 0 && elapsed >= Least ? elapsed * ((1 - Math.Min(fraction, 1)) / fraction) : null;

    /// <summary>A time in the two largest of its units.</summary>
    public static string Text(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min")
        : time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
