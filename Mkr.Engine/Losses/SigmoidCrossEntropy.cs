using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Losses;

/// <summary>
/// Cross-entropy of labels y in [0, 1] with sigmoid(z), from the logits z: J = max(z, 0) - z y + log(1 + exp(-|z|)), summed over the batch (MKR,
/// equation 9, first term). Backward: gradZ = scale (sigmoid(z) - y).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SigmoidCrossEntropy<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _labels;
    private readonly Variable<T> _terms;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="logits">z, one feature.</param>
    /// <param name="labels">y, one feature; no gradient flows into it.</param>
    public SigmoidCrossEntropy(Tape<T> tape, Variable<T> logits, Variable<T> labels)
        : base(tape, "sigmoid cross-entropy", logits)
    {
        Guard.SameSize(Name, logits.Name, logits.Features, "a logit", 1);
        Guard.SameSize(Name, labels.Name, labels.Features, "a label", 1);
        _labels = labels;
        _terms = tape.Variable("cross-entropy", 1, requiresGradient: false);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        SigmoidCrossEntropyKernel.Forward(Inputs[0].Value[0], _labels.Value[0], _terms.Value[0]);
        Sum += double.CreateChecked(TensorPrimitives.Sum<T>(_terms.Value[0][.._terms.Shape.Lanes]));
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        SigmoidCrossEntropyKernel.Backward(Inputs[0].Value[0], _labels.Value[0], T.CreateChecked(Scale), Inputs[0].Gradient[0], Adds(0));
        Gradients.ClearPadding(Inputs[0].Gradient, Inputs[0].Shape.Lanes);
    }
}

/// <summary>The kernels of <see cref="SigmoidCrossEntropy{T}"/>.</summary>
public static class SigmoidCrossEntropyKernel
{
    /// <summary>terms = max(z, 0) - z y + log(1 + exp(-|z|)).</summary>
    public static void Forward<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> terms)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(logits, labels, terms);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(logits, labels, terms);
        else Forward<T, Simd128<T>>(logits, labels, terms);
    }

    /// <summary>gradZ = scale (sigmoid(z) - y), or added to it.</summary>
    public static void Backward<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, T scale, Span<T> gradLogits, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(logits, labels, scale, gradLogits, add);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(logits, labels, scale, gradLogits, add);
        else Backward<T, Simd128<T>>(logits, labels, scale, gradLogits, add);
    }

    private static void Forward<T, TV>(ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, Span<T> terms)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T zs = ref MemoryMarshal.GetReference(logits);
        ref T ys = ref MemoryMarshal.GetReference(labels);
        ref T destination = ref MemoryMarshal.GetReference(terms);
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < logits.Length; lane += TV.Count)
        {
            TV z = TV.Load(in zs, lane);
            TV log = TV.Log(TV.Create(T.One) + TV.Exp(zero - TV.Abs(z)));
            TV.Store(TV.Max(z, zero) - (z * TV.Load(in ys, lane)) + log, ref destination, lane);
        }
    }

    private static void Backward<T, TV>(ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, T scale, Span<T> gradLogits, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T zs = ref MemoryMarshal.GetReference(logits);
        ref T ys = ref MemoryMarshal.GetReference(labels);
        ref T destination = ref MemoryMarshal.GetReference(gradLogits);
        TV zero = TV.Create(T.Zero), one = TV.Create(T.One), factor = TV.Create(scale);
        for (nint lane = 0; lane < logits.Length; lane += TV.Count)
        {
            // exp(-z) may overflow to infinity: the probability is then 0, as it should be.
            TV probability = one / (one + TV.Exp(zero - TV.Load(in zs, lane)));
            Gradients.Put((probability - TV.Load(in ys, lane)) * factor, ref destination, lane, add);
        }
    }
}
