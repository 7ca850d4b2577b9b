using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Training.Schedules;

/// <summary>The epoch of a model with one task: a pass over its examples.</summary>
internal static class OneTask
{
    /// <summary>Runs an epoch.</summary>
    /// <param name="task">The task.</param>
    /// <param name="afterStep">Called after each step.</param>
    /// <param name="endOfPass">Called at the end, within the task's time: what is deferred is made up.</param>
    /// <returns>The loss, averaged over the steps.</returns>
    public static double RunEpoch(ITrainingTask task, Action afterStep, Action endOfPass)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(afterStep);
        ArgumentNullException.ThrowIfNull(endOfPass);
        task.Throughput.Start();
        task.BeginPass();
        double loss = 0;
        int steps = 0;
        for (; task.Position < task.Count; steps++)
        {
            loss += task.RunStep();
            afterStep();
        }

        endOfPass();
        task.Throughput.Stop();
        return loss / steps;
    }
}
