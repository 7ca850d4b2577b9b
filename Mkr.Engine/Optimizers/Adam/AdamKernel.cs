using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>The element-wise update of <see cref="Adam{T}"/>.</summary>
internal static class AdamKernel
{
    /// <summary>One step on each element.</summary>
    /// <param name="values">w.</param>
    /// <param name="m">The first moments.</param>
    /// <param name="v">The second moments.</param>
    /// <param name="gradient">g.</param>
    /// <param name="step">The step's numbers.</param>
    public static void Update<T>(Span<T> values, Span<T> m, Span<T> v, ReadOnlySpan<T> gradient, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (m.Length < values.Length || v.Length < values.Length || gradient.Length < values.Length)
            throw new ArgumentException($"{values.Length} values, but {m.Length}, {v.Length} moments and {gradient.Length} gradients.");
        if (Vector512.IsHardwareAccelerated) Update<T, Simd512<T>>(values, m, v, gradient, in step);
        else if (Vector256.IsHardwareAccelerated) Update<T, Simd256<T>>(values, m, v, gradient, in step);
        else Update<T, Simd128<T>>(values, m, v, gradient, in step);
    }

    /// <summary>One step with gradient 0 on each element; the length is a multiple of four.</summary>
    internal static void Decay<T>(Span<T> values, Span<T> m, Span<T> v, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Decay<T, Simd512<T>>(values, m, v, in step);
        else if (Vector256.IsHardwareAccelerated) Decay<T, Simd256<T>>(values, m, v, in step);
        else Decay<T, Simd128<T>>(values, m, v, in step);
    }

    /// <summary>One step on the elements from <paramref name="offset"/>, a vector of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void UpdateVector<T, TV>(ref T values, ref T m, ref T v, nint offset, TV gradient, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV first = TV.MultiplyAdd(TV.Load(in m, offset), TV.Create(step.Beta1), gradient * TV.Create(step.OneMinusBeta1));
        TV second = TV.MultiplyAdd(TV.Load(in v, offset), TV.Create(step.Beta2), gradient * gradient * TV.Create(step.OneMinusBeta2));
        TV.Store(first, ref m, offset);
        TV.Store(second, ref v, offset);
        Move(ref values, offset, first, second, in step);
    }

    /// <summary>Adds to the moments what, after a step with gradient 0, is the gradient's part in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddVector<T, TV>(ref T m, ref T v, nint offset, TV gradient, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV.Store(TV.MultiplyAdd(gradient, TV.Create(step.OneMinusBeta1 / step.Beta1), TV.Load(in m, offset)), ref m, offset);
        TV.Store(TV.MultiplyAdd(gradient * gradient, TV.Create(step.OneMinusBeta2 / step.Beta2), TV.Load(in v, offset)), ref v, offset);
    }

    /// <summary>One step with gradient 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void DecayVector<T, TV>(ref T values, ref T m, ref T v, nint offset, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV first = TV.Load(in m, offset) * TV.Create(step.Beta1);
        TV second = TV.Load(in v, offset) * TV.Create(step.Beta2);
        TV.Store(first, ref m, offset);
        TV.Store(second, ref v, offset);
        Move(ref values, offset, first, second, in step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T, TV>(ref T values, nint offset, TV m, TV v, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV denominator = TV.MultiplyAdd(TV.Sqrt(v), TV.Create(step.RootCorrection), TV.Create(step.Epsilon));
        TV.Store(TV.Load(in values, offset) - (TV.Create(step.StepSize) * m / denominator), ref values, offset);
    }

    private static void Decay<T, TV>(Span<T> values, Span<T> m, Span<T> v, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T w = ref MemoryMarshal.GetReference(values);
        ref T first = ref MemoryMarshal.GetReference(m);
        ref T second = ref MemoryMarshal.GetReference(v);
        int i = 0;
        for (; i <= values.Length - TV.Count; i += TV.Count)
            DecayVector<T, TV>(ref w, ref first, ref second, i, in step);
        for (; i < values.Length; i += Simd128<T>.Count)
            DecayVector<T, Simd128<T>>(ref w, ref first, ref second, i, in step);
    }

    private static void Update<T, TV>(Span<T> values, Span<T> m, Span<T> v, ReadOnlySpan<T> gradient, in AdamStep<T> step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T w = ref MemoryMarshal.GetReference(values);
        ref T first = ref MemoryMarshal.GetReference(m);
        ref T second = ref MemoryMarshal.GetReference(v);
        ref T g = ref MemoryMarshal.GetReference(gradient);
        int i = 0;
        for (; i <= values.Length - TV.Count; i += TV.Count)
            UpdateVector(ref w, ref first, ref second, i, TV.Load(in g, i), in step);
        for (; i <= values.Length - Simd128<T>.Count; i += Simd128<T>.Count)
            UpdateVector(ref w, ref first, ref second, i, Simd128<T>.Load(in g, i), in step);
        for (; i < values.Length; i++)
        {
            m[i] = (m[i] * step.Beta1) + (gradient[i] * step.OneMinusBeta1);
            v[i] = (v[i] * step.Beta2) + (gradient[i] * gradient[i] * step.OneMinusBeta2);
            values[i] -= step.StepSize * m[i] / ((T.Sqrt(v[i]) * step.RootCorrection) + step.Epsilon);
        }
    }
}
