namespace Mkr.Engine.Ops;

/// <summary>What an <see cref="EmbeddingBag{T}"/> makes of the rows of a bag.</summary>
public enum BagMode
{
    /// <summary>Their sum, each times its weight where there are weights.</summary>
    Sum,

    /// <summary>Their mean: the sum, divided by their number, repetitions counted.</summary>
    Mean,
}
