using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>|x|² / 2, summed over the batch, of a layer's output (MKR, equation 9, third term). Backward: gradX = scale x.</summary>
/// <remarks>The penalty on weights is <see cref="WeightL2Penalty{T}"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class L2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;

    /// <summary>Records the penalty.</summary>
    public L2Penalty(Tape<T> tape, Variable<T> x)
        : base(tape, "L2 penalty", x) => _x = x;

    /// <inheritdoc/>
    public override void Forward() => Sum += L2PenaltyKernel.SumOfSquares(ref _x.Start, _x.Features, _x.Shape) / 2;

    /// <inheritdoc/>
    public override void Backward()
    {
        L2PenaltyKernel.Backward(ref _x.Start, _x.Features, T.CreateTruncating(Factor), ref _x.GradientStart, Adds(0), _x.Shape);
        _x.ClearPadding();
    }
}
