using System.Diagnostics;

namespace Mkr.Model.Training;

/// <summary>Counts examples and the time that training steps took for them: no loading, no evaluation.</summary>
public sealed class Throughput
{
    private long _ticks;
    private long _examples;

    /// <summary>Examples a second so far; 0 before the first.</summary>
    public double PerSecond => _ticks == 0 ? 0 : _examples * (double)Stopwatch.Frequency / _ticks;

    /// <summary>Adds <paramref name="examples"/> that took from <paramref name="start"/>, a <see cref="Stopwatch.GetTimestamp"/>, until now.</summary>
    public void Add(long examples, long start)
    {
        _ticks += Stopwatch.GetTimestamp() - start;
        _examples += examples;
    }
}
