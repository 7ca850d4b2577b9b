namespace Mkr.Model.Speed;

/// <summary>How fast a task of a model trains.</summary>
/// <param name="Task">The task's name, which is what it counts.</param>
/// <param name="Median">The median of the epochs' examples a second; 0 where it was not trained.</param>
/// <param name="Best">That of the quickest epoch: the least disturbed one.</param>
internal sealed record ModelSpeed(string Task, double Median, double Best);
