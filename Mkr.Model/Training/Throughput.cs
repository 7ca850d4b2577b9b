using System.Diagnostics;

namespace Mkr.Model.Training;

/// <summary>
/// Counts examples and the time that training steps took for them: no loading, no evaluation. The first step is left out as soon as there is a second: it is the one in
/// which code is compiled.
/// </summary>
public sealed class Throughput
{
    private long _ticks;
    private long _examples;
    private int _steps;

    /// <summary>Examples a second so far; 0 before the first.</summary>
    public double PerSecond => _ticks == 0 ? 0 : _examples * (double)Stopwatch.Frequency / _ticks;

    /// <summary>Adds a step on <paramref name="examples"/> that took from <paramref name="start"/>, a <see cref="Stopwatch.GetTimestamp"/>, until now.</summary>
    public void AddStep(long examples, long start)
    {
        if (++_steps == 2) (_ticks, _examples) = (0, 0);
        AddTime(start);
        _examples += examples;
    }

    /// <summary>Adds time that belongs to the steps: shuffling, or making up deferred steps.</summary>
    public void AddTime(long start) => _ticks += Stopwatch.GetTimestamp() - start;
}
