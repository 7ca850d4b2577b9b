namespace Mkr.Model.Speed;

/// <summary>How fast a task trains.</summary>
/// <param name="PerSecond">Samples or triples a second, the median over the epochs; NaN where the task is not trained.</param>
/// <param name="Cost">What one of them has to do.</param>
internal sealed record TaskSpeed(double PerSecond, StepCost Cost)
{
    /// <summary>
    /// Useful floating-point operations a second; those for rows outside the batch, which a dense optimizer moves, do not count.
    /// </summary>
    public double FlopsPerSecond => PerSecond * Cost.Flops;

    /// <summary>Rows looked up in a second.</summary>
    public double RowsPerSecond => PerSecond * Cost.Rows;
}
