using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A convolution of square pictures with 2 x 2 taps and a step of 2, and a ReLU: of each patch of four cells one cell is made (the tower
/// of ConvNCF: He et al., IJCAI 2018).
/// <code>
/// y[i, j, k] = relu(b[k] + sum over p, q in {0, 1} and c of x[2 i + p, 2 j + q, c] W[p, q, c, k])
/// </code>
/// x has n x n cells of C channels, feature (i n + j) C + c; y has m x m cells of K channels, m = ceil(n / 2). Cells beyond an odd edge
/// are 0. W is [4 C x K], row (2 p + q) C + c; b is [K].
/// </summary>
/// <remarks>
/// Backward, with g = gradY where y is above 0, and else 0: each cell is in one patch, gradX = its tap's W g; gradW and gradB are x gᵀ
/// and g, summed over cells and examples. gradY is overwritten by g: this op is the only one that reads it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PatchConvolution<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly PatchShape _patches;
    private readonly WeightUse<T> _weight;
    private readonly WeightUse<T> _bias;

    /// <summary>Records the convolution.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">The pictures.</param>
    /// <param name="size">n.</param>
    /// <param name="weight">W.</param>
    /// <param name="bias">b.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public PatchConvolution(Tape<T> tape, Variable<T> x, int size, Weight<T> weight, Weight<T> bias)
        : base(tape, "patch convolution " + weight.Name, x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        int channels = x.Features / (size * size);
        Guard.SameSize(Name, x.Name, x.Features, "the picture's cells and channels", size * size * channels);
        Guard.SameSize(Name, "taps and channels", 4 * channels, "weight's rows", weight.Rows);
        Guard.SameSize(Name, "weight's columns", weight.Columns, bias.Name, bias.Count);
        _x = x;
        _patches = new PatchShape(size, channels, weight.Columns);
        _weight = tape.Weights.Use(weight);
        _bias = tape.Weights.Use(bias);
        Output = tape.Variable(weight.Name + " output", _patches.OutputSize * _patches.OutputSize * weight.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>W.</summary>
    public Weight<T> Weight => _weight.Weight;

    /// <summary>b.</summary>
    public Weight<T> Bias => _bias.Weight;

    /// <summary>n.</summary>
    public int Size => _patches.Size;

    /// <inheritdoc/>
    public override void Forward() => PatchConvolutionKernel.Forward(
        ref _x.Start, _patches, ref _weight.Weight.Start, ref _bias.Weight.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward()
    {
        PatchConvolutionKernel.BackwardBias(
            _patches, ref Output.Start, ref Output.GradientStart, ref _bias.PartialStart, _bias.Adds, Output.Shape);
        PatchConvolutionKernel.BackwardWeight(
            ref _x.Start, _patches, ref Output.GradientStart, ref _weight.PartialStart, _weight.Adds, Output.Shape);
        PatchConvolutionKernel.BackwardInput(
            _patches, ref _weight.Weight.Start, ref Output.GradientStart, ref _x.GradientStart, Adds(0), Output.Shape);
    }
}
