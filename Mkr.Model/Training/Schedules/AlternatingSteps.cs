using Mkr.Engine;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Training.Schedules;

/// <summary>Steps alternate: t of the first task, one of the second, whose passes go on from epoch to epoch (MKR, Algorithm 1).</summary>
internal sealed class AlternatingSteps : ITaskSchedule
{
    private readonly int _interval;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _afterFirst;
    private (ITrainingTask First, ITrainingTask Second, Action AfterStep) _epoch;
    private int _steps;

    /// <summary>A schedule.</summary>
    /// <param name="interval">t.</param>
    public AlternatingSteps(int interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        _interval = interval;
        _afterFirst = AfterFirst;
    }

    /// <summary>There is nothing: each epoch begins anew.</summary>
    public void Visit(StateVisitor visitor)
    {
    }

    /// <inheritdoc/>
    public double RunEpoch(ITrainingTask first, ITrainingTask second, Action afterStep, Action endOfPass)
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(afterStep);
        _epoch = (first, second, afterStep);
        _steps = 0;
        return OneTask.RunEpoch(first, _afterFirst, endOfPass);
    }

    private void AfterFirst()
    {
        (ITrainingTask first, ITrainingTask second, Action afterStep) = _epoch;
        afterStep();
        if (++_steps % _interval != 0 || second.Count == 0) return;
        first.Throughput.Stop();
        second.Throughput.Start();
        if (second.Position >= second.Count) second.BeginPass();
        second.RunStep();
        afterStep();
        second.Throughput.Stop();
        first.Throughput.Start();
    }
}
