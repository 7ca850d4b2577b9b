using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>
/// MKR's KGE module behind the sharing units (MKR, equations 7 and 8): the predicted tail from head and relation, the tail's vector, and
/// their score f_KG.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TailPrediction<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ScoreFunction _score;
    private readonly bool _isLinear;
    private readonly FeatureVector<T> _relations;

    /// <summary>Adds the module's weights to a set.</summary>
    /// <param name="options">The shape and the score.</param>
    /// <param name="parameters">The set.</param>
    /// <param name="relations">r: the vectors of relations, which have rows of their ids.</param>
    public TailPrediction(MkrOptions options, ParameterSet<T> parameters, FeatureVector<T> relations)
        : base(options.Score switch
        {
            ScoreFunction.Sigmoid or ScoreFunction.Inner => Similarity.InnerProduct,
            ScoreFunction.Distance => Similarity.SquaredL2,
            _ => null,
        })
    {
        _relations = relations;
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

    /// <inheritdoc/>
    public override bool KeysAreEntities => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [.. _relations.Tables];

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => [.. TailLayers.Weights, .. RelationLayers?.Weights ?? [], .. HighLayers.Weights];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, _relations);

    /// <summary>Records the predicted tail.</summary>
    /// <param name="relation">The relations.</param>
    /// <param name="known">hL.</param>
    /// <param name="direction">Null: only tails are predicted.</param>
    /// <exception cref="NotSupportedException">The head is to be predicted.</exception>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        if (direction is not null) throw new NotSupportedException("MKR predicts tails, not heads.");
        Tape<T> tape = relation.Tape;
        Variable<T> r = RelationLayers?.Apply(tape, relation.Vector) ?? relation.Vector;
        Variable<T> x = HighLayers.Apply(tape, new Concat<T>(tape, known, r).Output);
        return _isLinear ? x : new Sigmoid<T>(tape, x).Output;
    }

    /// <summary>Records tL, from the row t.</summary>
    public override Variable<T> Key(RelationRows<T> relation, Variable<T> entity)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return TailLayers.Apply(relation.Tape, entity);
    }

    /// <summary>Records f_KG of a predicted tail and a tail's vector.</summary>
    public override Variable<T> Score(Tape<T> tape, Variable<T> query, Variable<T> key) => _score switch
    {
        ScoreFunction.Sigmoid => new Sigmoid<T>(tape, base.Score(tape, query, key)).Output,
        ScoreFunction.Cosine => new CosineSimilarity<T>(tape, key, query).Output,
        ScoreFunction.Divergence => new NegativeDivergence<T>(tape, key, query).Output,
        _ => base.Score(tape, query, key),
    };
}
