using Mkr.Engine;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Training.Schedules;

/// <summary>How the tasks of a model take turns within an epoch.</summary>
internal interface ITaskSchedule : IStateful
{
    /// <summary>Runs an epoch: one pass of the first task, and what comes of the second to it.</summary>
    /// <param name="first">The task whose pass is the epoch.</param>
    /// <param name="second">The other.</param>
    /// <param name="afterStep">Called after each step of either.</param>
    /// <param name="endOfPass">Called when a task's turn is over, within its time: what is deferred is made up.</param>
    /// <returns>The first task's loss, averaged over the steps.</returns>
    double RunEpoch(ITrainingTask first, ITrainingTask second, Action afterStep, Action endOfPass);
}
