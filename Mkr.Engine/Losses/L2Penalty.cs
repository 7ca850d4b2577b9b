using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Losses;

/// <summary>|x|² / 2, summed over the batch, of a layer's output (MKR, equation 9, third term). Backward: gradX = scale x.</summary>
/// <remarks>The penalty on weights is <see cref="WeightL2Penalty{T}"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class L2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the penalty.</summary>
    public L2Penalty(Tape<T> tape, Variable<T> x)
        : base(tape, "L2 penalty", x)
    {
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        Sum += L2PenaltyKernel.SumOfSquares(Inputs[0].Value, Inputs[0].Shape.Lanes) / 2;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        L2PenaltyKernel.Backward(Inputs[0].Value, T.CreateChecked(Scale), Inputs[0].Gradient, Adds(0));
        Gradients.ClearPadding(Inputs[0].Gradient, Inputs[0].Shape.Lanes);
    }
}

/// <summary>The kernel of <see cref="L2Penalty{T}"/>.</summary>
public static class L2PenaltyKernel
{
    /// <summary>The sum of x² over the first <paramref name="lanes"/> lanes of every feature.</summary>
    public static double SumOfSquares<T>(LaneMatrix<T> x, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return SumOfSquares<T, Simd512<T>>(x, lanes);
        if (Vector256.IsHardwareAccelerated) return SumOfSquares<T, Simd256<T>>(x, lanes);
        return SumOfSquares<T, Simd128<T>>(x, lanes);
    }

    /// <summary>gradX = scale x, or added to it.</summary>
    public static void Backward<T>(LaneMatrix<T> x, T scale, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("L2 penalty", "x", x.Features, "its gradient", gradX.Features);
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(x, scale, gradX, add);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(x, scale, gradX, add);
        else Backward<T, Simd128<T>>(x, scale, gradX, add);
    }

    private static double SumOfSquares<T, TV>(LaneMatrix<T> x, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = TV.Create(T.Zero);
        T rest = T.Zero;
        int whole = lanes / TV.Count * TV.Count;
        for (nint j = 0; j < x.Features; j++)
        {
            for (nint lane = 0; lane < whole; lane += TV.Count)
            {
                TV value = TV.Load(in x.Start, (j * x.Stride) + lane);
                sum = TV.MultiplyAdd(value, value, sum);
            }

            for (nint lane = whole; lane < lanes; lane++)
            {
                T value = Unsafe.Add(ref x.Start, (j * x.Stride) + lane);
                rest += value * value;
            }
        }

        return double.CreateTruncating(TV.Sum(sum) + rest);
    }

    private static void Backward<T, TV>(LaneMatrix<T> x, T scale, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV factor = TV.Create(scale);
        for (nint j = 0; j < x.Features; j++)
        {
            for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
                Gradients.Put(factor * TV.Load(in x.Start, (j * x.Stride) + lane), ref gradX.Start, (j * gradX.Stride) + lane, add);
        }
    }
}
