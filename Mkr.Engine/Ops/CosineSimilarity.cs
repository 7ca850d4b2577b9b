using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// s = a · b / (|a| |b|), one feature; 0 where one of the lengths is 0, as a vector of ReLUs' may be.
/// </summary>
/// <remarks>
/// Backward, with g = gradS: gradA = g (b / |b| - s a / |a|) / |a|, gradB likewise; 0 for both where a length is 0.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CosineSimilarity<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;

    // 1 / |a| and 1 / |b|, 0 where the length is.
    private readonly Variable<T> _inverses;

    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public CosineSimilarity(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "cosine similarity", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _a = a;
        _b = b;
        _inverses = tape.Variable("inverse lengths", 2, requiresGradient: false);
        Output = tape.Variable($"cosine of {a.Name} and {b.Name}", 1);
        Outputs = [Output];
    }

    /// <summary>s.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() =>
        CosineKernel.Forward(ref _a.Start, ref _b.Start, _a.Features, ref _inverses.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => CosineKernel.Backward(
        ref _a.Start, ref _b.Start, _a.Features, ref _inverses.Start, ref Output.Start, ref Output.GradientStart, ref _a.GradientStart,
        Adds(0), ref _b.GradientStart, Adds(1), Output.Shape);
}
