using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// J = sum over k of n_k sigmoid(a_k · b_k), of the rows of a step, each as often as it occurs: with a = h R and b = t how plausible
/// the step's triples are (RippleNet, CIKM 2018, as in its released program).
/// </summary>
/// <remarks>
/// Backward: gradA_k += w_k b_k and gradB_k += w_k a_k, w_k = factor n_k σ (1 - σ), once a step. A mean is over the step's examples.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SigmoidProducts<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IRowSource<T> _a;
    private readonly StepLookup<T> _b;
    private readonly T[] _sigmoids;
    private readonly T[] _weights;
    private double _sum;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="a">The a_k.</param>
    /// <param name="b">The b_k, and how often they occur.</param>
    /// <exception cref="ArgumentException">Rows have different lengths.</exception>
    public SigmoidProducts(Tape<T> tape, IRowSource<T> a, StepLookup<T> b)
        : base(tape, "sigmoid of products")
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Guard.SameSize(Name, a.Name, a.Columns, b.Name, b.Columns);
        (_a, _b, _sigmoids, _weights) = (a, b, new T[b.Capacity], new T[b.Capacity]);
    }

    /// <inheritdoc/>
    public override double Value => Factor * _sum;

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There are not as many of the one as of the other.</exception>
    public override void BeginStep(bool backward)
    {
        int count = _b.Count;
        if (count != _a.Count)
            throw new InvalidOperationException($"{Name}: there are {_a.Count} rows of '{_a.Name}' and {count} of '{_b.Name}'.");
        Span<T> sigmoids = _sigmoids.AsSpan(0, count);
        RowProductKernel.Products(RowBlock<T>.Values(_a), RowBlock<T>.Values(_b), sigmoids);
        if (count > 0) TensorPrimitives.Sigmoid(sigmoids, sigmoids);
        _sum = 0;
        for (int k = 0; k < count; k++)
        {
            T occurrences = T.CreateTruncating(_b.Occurrences[k]);
            _sum += double.CreateTruncating(occurrences * sigmoids[k]);
            _weights[k] = occurrences * sigmoids[k] * (T.One - sigmoids[k]);
        }
    }

    /// <inheritdoc/>
    public override void BackwardStep()
    {
        Span<T> weights = _weights.AsSpan(0, _b.Count);
        if (weights.IsEmpty) return;
        TensorPrimitives.Multiply(weights, T.CreateTruncating(Factor), weights);
        RowProductKernel.Add(RowBlock<T>.Values(_b), weights, RowBlock<T>.Gradients(_a));
        RowProductKernel.Add(RowBlock<T>.Values(_a), weights, RowBlock<T>.Gradients(_b));
    }

    /// <summary>Does nothing: a row counts once a step, as often as it occurs.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: a row counts once a step, as often as it occurs.</summary>
    public override void Backward()
    {
    }
}
