using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Mkr.Model.Speed;

/// <summary>Does something again and again, and says how fast it went each time, in units a second.</summary>
internal static class Rates
{
    /// <summary>Fewer runs than this make no median.</summary>
    public const int LeastRuns = 3;

    /// <summary>Runs <paramref name="work"/>, which returns how many units it did: once to warm up, then until the time is over.</summary>
    public static IReadOnlyList<double> Measure(TimeSpan time, Func<long> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        work();
        var rates = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (rates.Count < LeastRuns || Stopwatch.GetElapsedTime(start) < time)
        {
            cancellation.ThrowIfCancellationRequested();
            long before = Stopwatch.GetTimestamp();
            long units = work();
            rates.Add(units / Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        return rates;
    }

    /// <summary>The median: on a machine that others use, too, a mean is theirs as much as ours. NaN where there is none.</summary>
    public static double Median(IReadOnlyList<double> rates) => rates.Median();
}
