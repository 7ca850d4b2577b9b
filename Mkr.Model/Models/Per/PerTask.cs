using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Per;

/// <summary>
/// The loss of the paths' weights, recorded (BPR; Yu et al., WSDM 2014, section 4): the mean over pairs of a positive i and a negative j of
/// log(1 + exp(-θ · (f_ui - f_uj))), + l2 / 2 |θ|².
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PerTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the loss.</summary>
    /// <param name="weights">The number of weights.</param>
    /// <param name="l2">The penalty.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public PerTask(int weights, double l2, int maxBatch)
    {
        Tape = new Tape<T>(maxBatch);
        Weights = Parameters.AddWeight("path_weight", weights, 1);
        Differences = new BatchInput<T>(Tape, "feature difference", weights);
        var ones = new BatchInput<T>(Tape, "positive first");
        ones.Values.Fill(T.One);
        ScoreDifference = new MatrixProduct<T>(Tape, Differences.Output, Weights).Output;
        _ = new SigmoidCrossEntropy<T>(Tape, ScoreDifference, ones.Output) { Reduction = Reduction.Mean };
        _ = new WeightL2Penalty<T>(Tape, [Weights]) { Scale = l2 };
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The one parameter.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>θ, a row each.</summary>
    public Weight<T> Weights { get; }

    /// <summary>f_ui - f_uj of each pair.</summary>
    public BatchInput<T> Differences { get; }

    /// <summary>θ · (f_ui - f_uj).</summary>
    public Variable<T> ScoreDifference { get; }
}
