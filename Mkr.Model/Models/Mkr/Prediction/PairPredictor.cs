using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.Mkr.Prediction;

/// <summary>A prediction function f_RS with parameters of its own.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class PairPredictor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The weights of the L2 term; biases are not among them.</summary>
    public abstract IEnumerable<Weight<T>> Weights { get; }

    /// <summary>
    /// The predictor that the options ask for, its parameters added to the set; null for the inner product, which has none.
    /// </summary>
    public static PairPredictor<T>? Create(MkrOptions options, ParameterSet<T> parameters)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.FRs switch
        {
            PredictionFunction.InnerProduct => null,
            PredictionFunction.Mlp => new MlpPredictor<T>(parameters, options.Dim, options.HighLayers),
            PredictionFunction.Cnn => new CnnPredictor<T>(parameters, options.Dim, options.CnnChannels, options.CnnSkip),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.FRs, null),
        };
    }

    /// <summary>Starts the weights whose start is not that of a dense layer.</summary>
    /// <param name="random">The source of the numbers.</param>
    public virtual void Start(SeededRandom random)
    {
    }

    /// <summary>Records the prediction.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="user">uL.</param>
    /// <param name="item">vL.</param>
    /// <returns>The logit, one feature.</returns>
    public abstract Variable<T> Apply(Tape<T> tape, Variable<T> user, Variable<T> item);
}
