using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Cke;

/// <summary>The graph's part of the loss of <see cref="CkeTask{T}"/>, recorded.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CkeTriples<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A vector of zeros has no direction.
    private const double LeastLength = 1e-12;

    private readonly Tape<T> _tape;
    private readonly CkeModel<T> _model;
    private readonly Lookup<T> _matrices;

    internal CkeTriples(Tape<T> tape, CkeModel<T> model)
    {
        (_tape, _model) = (tape, model);
        Relations = tape.Lookup(model.Relations);
        _matrices = tape.Lookup(model.Projections, Relations);
        (Heads, Tails, FalseTails) = (tape.Lookup(model.Entities), tape.Lookup(model.Entities), tape.Lookup(model.Entities));
        Variable<T> head = Project(Heads), tail = Project(Tails), falseTail = Project(FalseTails);
        Variable<T> relation = Normalize(new Embedding<T>(tape, Relations).Output);
        Variable<T> query = new Translation<T>(tape, head, relation).Output;
        Scores = Similarity.SquaredL2.Record(tape, query, tail);
        FalseScores = Similarity.SquaredL2.Record(tape, query, falseTail);
        _ = new PairwiseLogistic<T>(tape, Scores, FalseScores) { Scale = model.Options.KgeWeight, Reduction = Reduction.Mean };
        if (model.Options.KgeL2 == 0) return;
        foreach (Variable<T> vector in (Variable<T>[])[head, relation, tail, falseTail])
            _ = new L2Penalty<T>(tape, vector) { Scale = model.Options.KgeL2 };
    }

    /// <summary>h of each triple.</summary>
    public Lookup<T> Heads { get; }

    /// <summary>r.</summary>
    public Lookup<T> Relations { get; }

    /// <summary>t.</summary>
    public Lookup<T> Tails { get; }

    /// <summary>t'.</summary>
    public Lookup<T> FalseTails { get; }

    /// <summary>-f(t).</summary>
    public Variable<T> Scores { get; }

    /// <summary>-f(t').</summary>
    public Variable<T> FalseScores { get; }

    private Variable<T> Project(Lookup<T> entities) =>
        Normalize(new RelationProjection<T>(_tape, new Embedding<T>(_tape, entities).Output, _matrices).Output);

    private Variable<T> Normalize(Variable<T> x) => _model.Options.Normalize ? new LengthClamp<T>(_tape, x, LeastLength).Output : x;
}
