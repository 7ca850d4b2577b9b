using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Ops;

/// <summary>y = 1 / (1 + exp(-x)), element by element.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sigmoid<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records y = sigmoid(x).</summary>
    public Sigmoid(Tape<T> tape, Variable<T> x)
        : base(tape, "sigmoid", x)
    {
        Output = tape.Variable("sigmoid(" + x.Name + ")", x.Features);
        Outputs = [Output];
    }

    /// <summary>y, of x's shape.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => SigmoidKernel.Forward(Inputs[0].Value, Output.Value);

    /// <inheritdoc/>
    public override void Backward() => SigmoidKernel.Backward(Output.Value, Output.Gradient, Inputs[0].Gradient, Adds(0));
}

/// <summary>The kernels of <see cref="Sigmoid{T}"/>.</summary>
public static class SigmoidKernel
{
    /// <summary>y = 1 / (1 + exp(-x)). y may be x.</summary>
    public static void Forward<T>(LaneMatrix<T> x, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("sigmoid", "x", x.Features, "y", y.Features);
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(x, y);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(x, y);
        else Forward<T, Simd128<T>>(x, y);
    }

    /// <summary>gradX = gradY y (1 - y), or added to it. gradX may be gradY.</summary>
    public static void Backward<T>(LaneMatrix<T> y, LaneMatrix<T> gradY, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("sigmoid", "x", gradX.Features, "y", y.Features);
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(y, gradY, gradX, add);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(y, gradY, gradX, add);
        else Backward<T, Simd128<T>>(y, gradY, gradX, add);
    }

    private static void Forward<T, TV>(LaneMatrix<T> x, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint feature = 0; feature < x.Features; feature++)
        {
            ref T source = ref Unsafe.Add(ref x.Start, feature * x.Stride);
            ref T destination = ref Unsafe.Add(ref y.Start, feature * y.Stride);
            for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
            {
                TV value = TV.Load(in source, lane);
                TV.Store(TV.Create(T.One) / (TV.Create(T.One) + TV.Exp(TV.Create(T.Zero) - value)), ref destination, lane);
            }
        }
    }

    private static void Backward<T, TV>(LaneMatrix<T> y, LaneMatrix<T> gradY, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint feature = 0; feature < y.Features; feature++)
        {
            ref T output = ref Unsafe.Add(ref y.Start, feature * y.Stride);
            ref T upstream = ref Unsafe.Add(ref gradY.Start, feature * gradY.Stride);
            ref T destination = ref Unsafe.Add(ref gradX.Start, feature * gradX.Stride);
            for (nint lane = 0; lane < y.Lanes; lane += TV.Count)
            {
                TV value = TV.Load(in output, lane);
                TV gradient = TV.Load(in upstream, lane);
                Gradients.Put(gradient * value * (TV.Create(T.One) - value), ref destination, lane, add);
            }
        }
    }
}
