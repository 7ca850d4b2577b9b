namespace Mkr.Model.Training;

/// <summary>How fast a task trains: training steps only, on the threads that they take.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Examples">The examples that it was trained on, but for those of the first steps, in which code is compiled.</param>
/// <param name="Seconds">The time that they took.</param>
public readonly record struct TaskRate(string Task, long Examples, double Seconds)
{
    /// <summary>Its examples a second; 0 where it was not trained.</summary>
    public double PerSecond => Seconds > 0 ? Examples / Seconds : 0;

    /// <summary>What was trained since.</summary>
    public static TaskRate operator -(TaskRate now, TaskRate before) =>
        new(now.Task, now.Examples - before.Examples, now.Seconds - before.Seconds);
}
