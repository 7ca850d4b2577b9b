using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x W, with x [in], W [in x out], y [out] for each example: a <see cref="Dense{T}"/> layer without bias and activation.
/// Backward: gradX = gradY Wᵀ; gradW = sum over examples of x gradYᵀ.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MatrixProduct<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly WeightUse<T> _weight;

    // The kernel adds a bias.
    private readonly AlignedBuffer<T> _zeros;

    /// <summary>Records the product.</summary>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public MatrixProduct(Tape<T> tape, Variable<T> x, Weight<T> weight)
        : base(tape, "matrix product " + weight.Name, x)
    {
        Guard.SameSize(Name, x.Name, x.Features, "weight's rows", weight.Rows);
        _x = x;
        _weight = tape.Weights.Use(weight);
        _zeros = new AlignedBuffer<T>(weight.Columns);
        Output = tape.Variable(weight.Name + " output", weight.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>W.</summary>
    public Weight<T> Weight => _weight.Weight;

    /// <inheritdoc/>
    public override void Forward() => DenseKernel.Forward<T, IdentityFunction>(
        ref _x.Start, _x.Features, ref _weight.Weight.Start, ref _zeros.Start, ref Output.Start, Output.Features, Output.Shape);

    /// <inheritdoc/>
    public override void Backward()
    {
        DenseWeightsKernel.BackwardWeight(ref _x.Start, _x.Features, ref Output.GradientStart, Output.Features, ref _weight.PartialStart,
            _weight.Adds, Output.Shape);
        if (_x.GradientFeatures == 0) return;
        DenseKernel.BackwardInput(
            ref Output.GradientStart, Output.Features, ref _weight.Weight.Start, ref _x.GradientStart, _x.GradientFeatures, Adds(0),
            Output.Shape);
    }
}
