namespace Mkr.Model.Training.Tasks;

/// <summary>A task as a schedule sees it: passes over its examples, a step at a time.</summary>
internal interface ITrainingTask
{
    /// <summary>The task's name.</summary>
    string Name { get; }

    /// <summary>The examples of a pass.</summary>
    int Count { get; }

    /// <summary>The examples of this pass that are done.</summary>
    int Position { get; }

    /// <summary>Its speed; it counts while the task is told to run.</summary>
    Throughput Throughput { get; }

    /// <summary>The speed so far.</summary>
    TaskRate Rate { get; }

    /// <summary>Begins a pass, in a new order.</summary>
    void BeginPass();

    /// <summary>A step on the next examples, a whole batch or the rest of the pass.</summary>
    /// <returns>The loss.</returns>
    double RunStep();
}
