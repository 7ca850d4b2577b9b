using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>
/// MKR's KGE module behind the sharing units (MKR, equations 7 and 8): the predicted tail from head and relation, the tail's vector, and
/// their score f_KG.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TailPrediction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ScoreFunction _score;
    private readonly bool _isLinear;

    /// <summary>Adds the module's parameters to a set.</summary>
    public TailPrediction(MkrOptions options, ParameterSet<T> parameters)
    {
        ArgumentNullException.ThrowIfNull(options);
        _score = options.Score;
        _isLinear = options.TailOutput == TailOutput.OfScore ? _score != ScoreFunction.Sigmoid : options.TailOutput == TailOutput.Linear;
        int d = options.Dim;
        TailLayers = Mlp<T>.Low(parameters, "tail", d, options.LowLayers);
        if (options.RelationLayers) RelationLayers = Mlp<T>.Low(parameters, "relation", d, options.LowLayers);
        HighLayers = Mlp<T>.High(parameters, "kge", d, options.HighLayers, d, _isLinear ? Activation.Identity : Activation.Relu);
    }

    /// <summary>The tail's low layers, tL = Mᴸ(t), as in the released program.</summary>
    public Mlp<T> TailLayers { get; }

    /// <summary>The relation's low layers, rL = Mᴸ(r), as in the paper; null as in the released program, where rL = r.</summary>
    public Mlp<T>? RelationLayers { get; }

    /// <summary>The high layers, Mᴷ([hL; rL]).</summary>
    public Mlp<T> HighLayers { get; }

    /// <summary>The weights of the L2 term; biases are not among them.</summary>
    public IEnumerable<Weight<T>> Weights => [.. TailLayers.Weights, .. RelationLayers?.Weights ?? [], .. HighLayers.Weights];

    /// <summary>Records the prediction of the tail.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="head">hL.</param>
    /// <param name="relation">r.</param>
    /// <returns>The predicted tail.</returns>
    public Variable<T> Predict(Tape<T> tape, Variable<T> head, Variable<T> relation)
    {
        Variable<T> r = RelationLayers?.Apply(tape, relation) ?? relation;
        Variable<T> x = HighLayers.Apply(tape, new Concat<T>(tape, head, r).Output);
        return _isLinear ? x : new Sigmoid<T>(tape, x).Output;
    }

    /// <summary>Records tL, from the row t.</summary>
    public Variable<T> Tail(Tape<T> tape, Variable<T> row) => TailLayers.Apply(tape, row);

    /// <summary>Records the score of a tail's vector and a predicted tail, one feature.</summary>
    public Variable<T> Score(Tape<T> tape, Variable<T> tail, Variable<T> predicted) => _score switch
    {
        ScoreFunction.Sigmoid => new Sigmoid<T>(tape, new InnerProduct<T>(tape, tail, predicted).Output).Output,
        ScoreFunction.Inner => new InnerProduct<T>(tape, tail, predicted).Output,
        ScoreFunction.Cosine => new CosineSimilarity<T>(tape, tail, predicted).Output,
        ScoreFunction.Distance => new NegativeSquaredDistance<T>(tape, tail, predicted).Output,
        ScoreFunction.Divergence => new NegativeDivergence<T>(tape, tail, predicted).Output,
        _ => throw new InvalidOperationException($"There is no score function {_score}."),
    };
}
