using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>The weight of the last feature, where that is a bias behind a vector; null: it weighs as the others do.</summary>
    public double? LastScale { get; init; }

    /// <inheritdoc/>
    public override double Value => base.Value + (LastFactor * SecondTotal);

    private double LastFactor => LastScale is double scale ? Reduce(scale, Reduction) : 0;

    // The features before the last, where that has a weight of its own; else all.
    private int Count => LastScale is null ? _x.Features : _x.Features - 1;

    /// <inheritdoc/>
    public override void Forward()
    {
        Sum += L2PenaltyKernel.SumOfSquares(ref _x.Start, Count, _x.Shape) / 2;
        if (LastScale is null) return;
        SecondSum += L2PenaltyKernel.SumOfSquares(ref Unsafe.Add(ref _x.Start, Count * _x.Shape.Stride), 1, _x.Shape) / 2;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        L2PenaltyKernel.Backward(ref _x.Start, Count, T.CreateTruncating(Factor), ref _x.GradientStart, Adds(0), _x.Shape);
        if (LastScale is not null)
        {
            int last = Count * _x.Shape.Stride;
            L2PenaltyKernel.Backward(
                ref Unsafe.Add(ref _x.Start, last), 1, T.CreateTruncating(LastFactor), ref Unsafe.Add(ref _x.GradientStart, last), Adds(0),
                _x.Shape);
        }

        _x.ClearPadding();
    }
}
