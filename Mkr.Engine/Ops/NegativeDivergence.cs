using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// s = -KL(softmax(a), softmax(b)), the negative Kullback-Leibler divergence of the second distribution from the first, one feature. With
/// α = softmax(a) and β = softmax(b):
/// <code>
/// s = Σ α_j (log β_j - log α_j)
/// </code>
/// It is at most 0, and 0 where a - b is the same in every feature.
/// </summary>
/// <remarks>Backward, with g = gradS: gradA = -g α (log(α / β) + s) and gradB = g (α - β).</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NegativeDivergence<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;

    // log Σ exp a_j and log Σ exp b_j.
    private readonly Variable<T> _norms;

    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public NegativeDivergence(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "negative divergence", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _a = a;
        _b = b;
        _norms = tape.Variable("logarithms of the sums", 2, requiresGradient: false);
        Output = tape.Variable($"-KL of {a.Name} and {b.Name}", 1);
        Outputs = [Output];
    }

    /// <summary>s.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() =>
        DivergenceKernel.Forward(ref _a.Start, ref _b.Start, _a.Features, ref _norms.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => DivergenceKernel.Backward(
        ref _a.Start, ref _b.Start, _a.Features, ref _norms.Start, ref Output.Start, ref Output.GradientStart, ref _a.GradientStart,
        Adds(0), ref _b.GradientStart, Adds(1), Output.Shape);
}
