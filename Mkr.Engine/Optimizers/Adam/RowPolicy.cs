namespace Mkr.Engine.Optimizers;

/// <summary>What Adam does with the rows of a table that are not in the batch.</summary>
public enum RowPolicy
{
    /// <summary>
    /// Every row moves in every step, by its momentum, as in PyTorch's and TensorFlow's Adam. A step costs the whole table.
    /// </summary>
    Dense,

    /// <summary>
    /// The result of <see cref="Dense"/>, but a row's missed steps are made up when it is next read: a step costs the rows in the batch.
    /// </summary>
    Deferred,

    /// <summary>Only rows in the batch move. Another algorithm than <see cref="Dense"/>: what sparse Adam optimizers do.</summary>
    Lazy,
}
