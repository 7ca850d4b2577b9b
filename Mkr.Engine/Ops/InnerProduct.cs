using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Ops;

/// <summary>y = a · b, one feature. Backward: gradA = gradY b, gradB = gradY a.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class InnerProduct<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public InnerProduct(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "inner product", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        Output = tape.Variable(a.Name + "·" + b.Name, 1);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => InnerProductKernel.Forward(Inputs[0].Value, Inputs[1].Value, Output.Value);

    /// <inheritdoc/>
    public override void Backward()
    {
        InnerProductKernel.Backward(Inputs[1].Value, Output.Gradient, Inputs[0].Gradient, Adds(0));
        InnerProductKernel.Backward(Inputs[0].Value, Output.Gradient, Inputs[1].Gradient, Adds(1));
    }
}

/// <summary>The kernels of <see cref="InnerProduct{T}"/>.</summary>
public static class InnerProductKernel
{
    /// <summary>y = sum over the features of a b.</summary>
    public static void Forward<T>(LaneMatrix<T> a, LaneMatrix<T> b, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("inner product", "a", a.Features, "b", b.Features);
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(a, b, y);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(a, b, y);
        else Forward<T, Simd128<T>>(a, b, y);
    }

    /// <summary>gradA = gradY b, or added to it.</summary>
    public static void Backward<T>(LaneMatrix<T> b, LaneMatrix<T> gradY, LaneMatrix<T> gradA, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(b, gradY, gradA, add);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(b, gradY, gradA, add);
        else Backward<T, Simd128<T>>(b, gradY, gradA, add);
    }

    private static void Forward<T, TV>(LaneMatrix<T> a, LaneMatrix<T> b, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint lane = 0; lane < y.Lanes; lane += 2 * TV.Count)
        {
            ref T aStart = ref Unsafe.Add(ref a.Start, lane);
            ref T bStart = ref Unsafe.Add(ref b.Start, lane);
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            for (nint j = 0; j < a.Features; j++)
            {
                sum0 = TV.MultiplyAdd(TV.Load(in aStart, j * a.Stride), TV.Load(in bStart, j * b.Stride), sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in aStart, (j * a.Stride) + TV.Count), TV.Load(in bStart, (j * b.Stride) + TV.Count), sum1);
            }

            TV.Store(sum0, ref y.Start, lane);
            TV.Store(sum1, ref y.Start, lane + TV.Count);
        }
    }

    private static void Backward<T, TV>(LaneMatrix<T> b, LaneMatrix<T> gradY, LaneMatrix<T> gradA, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint lane = 0; lane < gradY.Lanes; lane += TV.Count)
        {
            TV gradient = TV.Load(in gradY.Start, lane);
            for (nint j = 0; j < b.Features; j++)
                Gradients.Put(gradient * TV.Load(in b.Start, (j * b.Stride) + lane), ref gradA.Start, (j * gradA.Stride) + lane, add);
        }
    }
}
