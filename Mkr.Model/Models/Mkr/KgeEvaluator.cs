using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Metrics;
using Mkr.Model.Models.Mkr.Tails;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// Measures the KGE task: how near the predicted tails are, and how high the
/// true tails rank. hL is the mean over all items of the head (MKR, equation 7).
/// </summary>
public sealed class KgeEvaluator
{
    private const int Batch = 1024;

    private readonly MkrEncoder<float> _encoder;
    private readonly int _dim;
    private readonly TailScore _score;
    private readonly Table<float> _headVectors;
    private readonly Tape<float> _tape = new(Batch);
    private readonly Lookup<float> _heads;
    private readonly Lookup<float> _relations;
    private readonly Lookup<float> _tails;
    private readonly BatchOutput<float> _predicted;
    private readonly RootMeanSquareError<float> _rmse;

    /// <summary>An evaluator of <paramref name="model"/>.</summary>
    public KgeEvaluator(MkrModel<float> model, MkrEncoder<float> encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        _encoder = encoder;
        _dim = model.Options.Dim;
        _score = TailScores.Of(model.Options.Score);
        _headVectors = new ParameterSet<float>().AddTable("head vectors", model.Sizes.Entities, _dim);
        _heads = _tape.Lookup(_headVectors);
        _relations = _tape.Lookup(model.Relations);
        _tails = _tape.Lookup(model.Entities);
        Variable<float> head = new Embedding<float>(_tape, _heads).Output, relation = new Embedding<float>(_tape, _relations).Output;
        Variable<float> predicted = model.Tails.Predict(_tape, head, relation);
        Variable<float> tail = model.Tails.Tail(_tape, new Embedding<float>(_tape, _tails).Output);
        _predicted = new BatchOutput<float>(_tape, predicted);
        _rmse = new RootMeanSquareError<float>(_tape, tail, predicted);
    }

    /// <summary>
    /// The paper's figure: for each triple the root of the mean over the d features of (tL - that)², averaged over
    /// <paramref name="triples"/>; NaN where there are none.
    /// </summary>
    public double Rmse(ReadOnlySpan<Triple> triples)
    {
        double sum = 0;
        Predict(triples, (start, count) => sum += _rmse.Value * count);
        return sum / triples.Length;
    }

    /// <summary>
    /// Ranks each triple's tail by f_KG among all entities, those left out that make another true triple ("filtered"). The
    /// triples are those that the model was trained on: the figure tells how well it knows its graph, not how well it would complete one.
    /// </summary>
    public LinkPrediction RankTails(KnowledgeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ILookup<(int Head, int Relation), int> known = graph.Triples.ToArray().Distinct().ToLookup(t => (t.Head, t.Relation), t => t.Tail);
        float[] tails = _encoder.Tails(), scores = new float[graph.Entities.Count];
        double[] ranks = new double[graph.Triples.Length];
        Triple[] triples = graph.Triples.ToArray();
        Predict(triples, (start, count) =>
        {
            for (int i = 0; i < count; i++)
            {
                Triple triple = triples[start + i];
                ReadOnlySpan<float> predicted = _predicted.Values.Slice(i * _dim, _dim);
                for (int entity = 0; entity < scores.Length; entity++)
                    scores[entity] = _score(tails.AsSpan(entity * _dim, _dim), predicted);
                ranks[start + i] = FilteredRank.Compute(scores, triple.Tail, [.. known[(triple.Head, triple.Relation)]]);
            }
        });
        return LinkPrediction.FromRanks(ranks);
    }

    /// <summary>Runs the tape over all triples; <paramref name="afterBatch"/> is told the place and number of those just done.</summary>
    private void Predict(ReadOnlySpan<Triple> triples, Action<int, int> afterBatch)
    {
        _headVectors.CopyFrom(_encoder.Heads());
        for (int start = 0; start < triples.Length; start += Batch)
        {
            int count = Math.Min(Batch, triples.Length - start);
            for (int i = 0; i < count; i++)
                (_heads.Rows[i], _relations.Rows[i], _tails.Rows[i]) = triples[start + i];
            _tape.Forward(count);
            afterBatch(start, count);
        }
    }
}
