using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Optimizers;

/// <summary>Rows of length 1 at most, x ← x / max(1, |x|) (TransH, TransR, HolE).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BallRows<T> : IRowConstraint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Apply(Span<T> row)
    {
        T length = TensorPrimitives.Norm<T>(row);
        if (length > T.One) TensorPrimitives.Divide(row, length, row);
    }
}
