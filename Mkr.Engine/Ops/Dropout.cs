using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// Leaves elements out at random in training, and scales the others so that the expectation stays (Srivastava et al., JMLR 2014):
/// <code>
/// y     = m x,  m = 0 with probability p, else 1 / (1 - p)
/// gradX = m gradY
/// </code>
/// </summary>
/// <remarks>
/// m is a hash of <see cref="DropoutSeed.Value"/>, the op's place on the tape, the example's place in the batch and the feature: whoever
/// fills a batch draws a new seed, and the same seed gives the same m, on any number of threads. A tape that predicts records no dropout.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dropout<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DropoutSeed _seed;
    private readonly Variable<T> _mask;
    private readonly double _rate;

    // Two dropouts with one seed differ; a replica's has its leader's place on the tape, and so its mask.
    private readonly uint _stream;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x.</param>
    /// <param name="rate">p, at least 0 and below 1.</param>
    /// <param name="seed">The seed of the present batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not such a number.</exception>
    public Dropout(Tape<T> tape, Variable<T> x, double rate, DropoutSeed seed)
        : base(tape, "dropout", x)
    {
        ArgumentNullException.ThrowIfNull(seed);
        if (!(rate is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is at least 0 and below 1.");
        (_rate, _seed) = (rate, seed);
        _stream = (uint)tape.Ops.Count * DropoutKernel.StreamStep;
        _mask = tape.Variable("dropout mask", x.Features, requiresGradient: false);
        Output = tape.Variable($"dropout({x.Name})", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> x = Inputs[0].Value, mask = _mask.Value, y = Output.Value;
        for (int j = 0; j < y.Features; j++)
        {
            DropoutKernel.Fill(mask[j], _rate, _seed.Value, _stream + (uint)j, (uint)Output.Shape.Offset);
            TensorPrimitives.Multiply(x[j], mask[j], y[j]);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradX = Inputs[0].Gradient, mask = _mask.Value, gradY = Output.Gradient;
        for (int j = 0; j < gradY.Features; j++)
        {
            if (Adds(0)) TensorPrimitives.MultiplyAdd(gradY[j], mask[j], gradX[j], gradX[j]);
            else TensorPrimitives.Multiply(gradY[j], mask[j], gradX[j]);
        }
    }
}
