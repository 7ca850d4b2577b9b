using Mkr.Engine;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Training.Schedules;

/// <summary>Passes alternate: after the first pass of the first task, the (t + 1)-th, ... one of the second (MKR, as released).</summary>
/// <param name="interval">t.</param>
internal sealed class AlternatingEpochs(int interval) : ITaskSchedule
{
    private int _epoch;

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _epoch = visitor.Value("epoch", _epoch);
    }

    /// <inheritdoc/>
    public double RunEpoch(ITrainingTask first, ITrainingTask second, Action afterStep, Action endOfPass)
    {
        ArgumentNullException.ThrowIfNull(second);
        double loss = OneTask.RunEpoch(first, afterStep, endOfPass);
        if (_epoch++ % interval == 0 && second.Count > 0) OneTask.RunEpoch(second, afterStep, endOfPass);
        return loss;
    }
}
