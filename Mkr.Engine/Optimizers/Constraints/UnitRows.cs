using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Optimizers;

/// <summary>Rows of length 1, x ← x / |x|; a row of zeros stays (TransE, Bordes et al., 2013, Algorithm 1).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class UnitRows<T> : IRowConstraint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Apply(Span<T> row)
    {
        T length = TensorPrimitives.Norm<T>(row);
        if (length > T.Zero) TensorPrimitives.Divide(row, length, row);
    }
}
