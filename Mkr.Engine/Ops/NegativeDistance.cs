using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = -|a - b|₁, -|a - b| or -|a - b|², one feature. Backward, with g = gradY, and gradB = -gradA:
/// <code>
/// L1:        gradA = g sign(b - a)
/// L2:        gradA = g (b - a) / |a - b|
/// SquaredL2: gradA = 2 g (b - a)
/// </code>
/// Where a = b, the gradient is 0.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NegativeDistance<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;
    private readonly Similarity _kind;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <param name="kind">The distance.</param>
    /// <exception cref="ArgumentException">The variables have different numbers of features, or it is no distance.</exception>
    public NegativeDistance(Tape<T> tape, Variable<T> a, Variable<T> b, Similarity kind)
        : base(tape, "negative distance", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        if (kind == Similarity.InnerProduct) throw new ArgumentException($"{Name}: an inner product is no distance.", nameof(kind));
        (_a, _b, _kind) = (a, b, kind);
        Output = tape.Variable($"-|{a.Name} - {b.Name}|", 1);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        switch (_kind)
        {
            case Similarity.L1: Forward<L1Similarity>(); break;
            case Similarity.L2: Forward<L2Similarity>(); break;
            default: Forward<SquaredL2Similarity>(); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        switch (_kind)
        {
            case Similarity.L1: Backward<L1Similarity>(); break;
            case Similarity.L2: Backward<L2Similarity>(); break;
            default: Backward<SquaredL2Similarity>(); break;
        }
    }

    private void Forward<TKind>()
        where TKind : struct, ISimilarity =>
        SimilarityKernel.Forward<T, TKind>(ref _a.Start, ref _b.Start, _a.Features, ref Output.Start, Output.Shape);

    private void Backward<TKind>()
        where TKind : struct, ISimilarity => SimilarityKernel.Backward<T, TKind>(
            ref _a.Start, ref _b.Start, _a.Features, ref Output.Start, ref Output.GradientStart, ref _a.GradientStart, Adds(0),
            ref _b.GradientStart, Adds(1), Output.Shape);
}
