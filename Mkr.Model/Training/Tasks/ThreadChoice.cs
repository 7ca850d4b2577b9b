using System.Diagnostics;
using System.Numerics;
using Mkr.Engine;

namespace Mkr.Model.Training.Tasks;

/// <summary>
/// Chooses, while training goes on, between steps on one thread and steps that are split over several, by how long either take: what pays
/// depends on the model, the batch, the processor and what else it does. The bits are the same, so that the choice may change at any time.
/// </summary>
/// <remarks>
/// A few steps of either kind make a trial, and the quickest of them counts. The kind that was slower is tried again after a while, and if
/// it is still slower, after twice as long.
/// </remarks>
internal sealed class ThreadChoice
{
    private const int StepsOfTrial = 4;
    private const int FirstInterval = 16;
    private const int LongestInterval = 1 << 12;

    private double _alone = double.PositiveInfinity;
    private double _split;
    private double _quickest = double.PositiveInfinity;
    private bool _choice;
    private int _steps;
    private int _interval = FirstInterval;
    private int _untilTrial = 1;
    private long _start;

    /// <summary>Whether the next step is to be split.</summary>
    public bool IsSplit { get; private set; }

    /// <summary>A step on <paramref name="tape"/> follows.</summary>
    public void BeginStep<T>(Tape<T> tape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        tape.IsSplit = IsSplit;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>The step has ended. Only whole batches are compared.</summary>
    public void EndStep(bool isWhole)
    {
        if (isWhole) Note(Stopwatch.GetElapsedTime(_start).TotalSeconds);
    }

    /// <summary>Notes how long a step took that was done as <see cref="IsSplit"/> says; all steps are of the same size.</summary>
    public void Note(double seconds)
    {
        _quickest = Math.Min(_quickest, seconds);
        if (++_steps < StepsOfTrial) return;
        if (IsSplit) _split = _quickest;
        else _alone = _quickest;
        (_steps, _quickest) = (0, double.PositiveInfinity);
        if (IsSplit != _choice) EndTrial();
        else if (--_untilTrial == 0) IsSplit = !_choice;
    }

    private void EndTrial()
    {
        bool better = _split < _alone;
        _interval = better == _choice ? Math.Min(2 * _interval, LongestInterval) : FirstInterval;
        _untilTrial = _interval;
        IsSplit = _choice = better;
    }
}
