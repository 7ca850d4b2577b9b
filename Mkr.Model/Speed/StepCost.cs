using Mkr.Engine.Optimizers;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;

namespace Mkr.Model.Speed;

/// <summary>
/// What a training step has to do for one example, counted from the formulas, forward, backward and Adam: floating-point operations (a
/// multiply-add is two), bytes moved, and rows looked up. Sigmoids, logarithms and biases are left out, and so is all that a step does
/// beyond the rows of its batch.
/// </summary>
/// <remarks>
/// The operations of the pieces, with d = <see cref="MkrOptions.Dim"/>:
/// <code>
/// dense layer of i inputs, o outputs    6 i o   2 i o each for outputs, inputs' and weights' gradients
/// output of a cross&amp;compress unit       24 d    forward two inner products and two scaled vectors, 8 d; backward 16 d
/// layer of a cross network              12 d    forward an inner product and a scaled vector, 5 d; backward 7 d
/// output of a cross-stitch unit         10 d    forward two scaled vectors, 4 d; backward 6 d
/// convolution, p patches, c to k        24 p c k
/// inner product                         6 d
/// |x|²                                  4 d
/// Adam of a row                         13 d
/// </code>
/// A row is moved with its two moments, each read and written: 24 bytes an element, of d rounded up to four. Rows that a batch looks up
/// several times are moved once: n, the rows moved for an example, is a mean.
/// </remarks>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="Bytes">Bytes moved between the tables and the processor, and those of the example itself.</param>
/// <param name="Rows">Rows looked up.</param>
internal readonly record struct StepCost(double Flops, double Bytes, int Rows)
{
    private const int InteractionBytes = 8;
    private const int TripleBytes = 12;

    /// <summary>The arithmetic intensity, floating-point operations a byte.</summary>
    public double Intensity => Flops / Bytes;

    /// <summary>
    /// A sample of the recommendation task: L dense layers, the sharing units, f_RS, two L2 terms, and the rows u, v and e. S is
    /// 24 (2 L - 1) d for cross&amp;compress, 12 L d for a cross network, 10 (2 L - 1) d for cross-stitch.
    /// <code>
    /// 6 L d² + S + 6 d + 8 d + 13 n d                       f_RS an inner product
    /// 6 L d² + S + 24 (H - 1) d² + 12 d + 8 d + 13 n d      f_RS an MLP
    /// </code>
    /// </summary>
    /// <param name="model">d, L, H and f_RS.</param>
    /// <param name="rowsMoved">n, at most 3.</param>
    public static StepCost OfSample(MkrOptions model, double rowsMoved)
    {
        ArgumentNullException.ThrowIfNull(model);
        double d = model.Dim;
        double predictor = model.FRs switch
        {
            PredictionFunction.InnerProduct => Product(d),
            PredictionFunction.Mlp => (24 * (model.HighLayers - 1) * d * d) + (12 * d),
            _ => Product(d) + Convolutions(model),
        };
        return Of(model, LowLayers(model) + Sharing(model) + predictor + (8 * d), rows: 3, rowsMoved, InteractionBytes);
    }

    /// <summary>
    /// A true triple of the KGE task: the tail's L dense layers, the sharing units, H high layers, the score, two
    /// L2 terms, and the rows v, h, r and t.
    /// <code>
    /// 6 L d² + S + 24 (H - 1) d² + 12 d² + 6 d + 8 d + 13 n d
    /// 6 L d² + 6 d                                                more for each false tail of the paper's objective
    /// 6 L d²                                                      more for the relation's own layers
    /// </code>
    /// </summary>
    /// <param name="model">d, L, H and the objective.</param>
    /// <param name="rowsMoved">n, at most 4, or 5 with the paper's objective.</param>
    public static StepCost OfTriple(MkrOptions model, double rowsMoved)
    {
        ArgumentNullException.ThrowIfNull(model);
        double d = model.Dim;
        double flops = (LowLayers(model) * (model.RelationLayers ? 2 : 1)) + Sharing(model)
            + (24 * (model.HighLayers - 1) * d * d) + (12 * d * d) + Product(d) + (8 * d);
        return model.Objective == Objective.Paper
            ? Of(
                model, flops + (model.FalseTriples * (LowLayers(model) + Product(d))), rows: 4 + model.FalseTriples, rowsMoved, TripleBytes)
            : Of(model, flops, rows: 4, rowsMoved, TripleBytes);
    }

    /// <summary>The elements of a table's row: d rounded up to four.</summary>
    public static int Stride(MkrOptions model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return (model.Dim + 3) / 4 * 4;
    }

    private static double LowLayers(MkrOptions model) => 6.0 * model.LowLayers * model.Dim * model.Dim;

    private static double Sharing(MkrOptions model) => model.Dim * model.Sharing switch
    {
        FeatureSharing.CrossCompress => 24.0 * ((2 * model.LowLayers) - 1),
        FeatureSharing.CrossNetwork => 12.0 * model.LowLayers,
        FeatureSharing.CrossStitch => 10.0 * ((2 * model.LowLayers) - 1),
        _ => 0,
    };

    /// <summary>The outer product, the tower of 2 x 2 taps, and its output.</summary>
    private static double Convolutions(MkrOptions model)
    {
        double flops = 6.0 * model.Dim * model.Dim;
        int inputs = 1;
        for (int size = model.Dim; size > 1; inputs = model.CnnChannels)
        {
            size = (size + 1) / 2;
            flops += 24.0 * size * size * inputs * model.CnnChannels;
        }

        return flops + (6 * inputs);
    }

    private static double Product(double d) => 6 * d;

    private static StepCost Of(MkrOptions model, double flops, int rows, double rowsMoved, int exampleBytes) =>
        new(flops + (13 * rowsMoved * model.Dim), (24 * rowsMoved * Stride(model)) + exampleBytes, rows);
}
