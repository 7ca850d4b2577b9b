namespace Mkr.Model.Training;

/// <summary>How fast a task trains: training steps only, on the threads that they take.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="PerSecond">Its examples a second; 0 where it was not trained.</param>
public readonly record struct TaskRate(string Task, double PerSecond);
