using System.Diagnostics;
using Mkr.Engine;
using Mkr.Model.Experiments;

namespace Mkr.Model.Training.Tasks;

/// <summary>
/// Counts examples and the time that training steps take for them: no loading, no evaluation. The first steps, in which code is compiled,
/// are left out: one as soon as there is a second, a hundred as soon as there are more.
/// </summary>
internal sealed class Throughput : IStateful
{
    private const int WarmUp = 100;

    private long _start;
    private long _ticks;
    private int _steps;
    private (long Examples, long Ticks) _leftOut;

    /// <summary>The examples that were counted.</summary>
    public long Examples { get; private set; }

    /// <summary>The time that they took.</summary>
    public double Seconds => Ticks / (double)Stopwatch.Frequency;

    /// <summary>Examples a second so far; 0 before the first.</summary>
    public double PerSecond => Ticks == 0 ? 0 : Examples / Seconds;

    private long Ticks => _ticks + (_start == 0 ? 0 : Stopwatch.GetTimestamp() - _start);

    /// <summary>Steps follow, with what belongs to them: shuffling, or making up deferred steps.</summary>
    public void Start() => _start = Stopwatch.GetTimestamp();

    /// <summary>Something else follows.</summary>
    public void Stop()
    {
        _ticks = Ticks;
        _start = 0;
    }

    /// <summary>Shows the counts, so that those of a training that goes on elsewhere are of all of it.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long[] counts = visitor.List("throughput", [Examples, Ticks, _steps, _leftOut.Examples, _leftOut.Ticks]);
        (Examples, _ticks, _steps, _leftOut) = (counts[0], counts[1], (int)counts[2], (counts[3], counts[4]));
    }

    /// <summary>Notes that a step on <paramref name="examples"/> has ended.</summary>
    public void Count(long examples)
    {
        if (++_steps is 2 or (WarmUp + 1))
        {
            Examples -= _leftOut.Examples;
            _ticks -= _leftOut.Ticks;
        }

        Examples += examples;
        if (_steps is 1 or WarmUp) _leftOut = (Examples, Ticks);
    }
}
