using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Layers;
using Mkr.Model.Metrics;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// Measures the KGE task: how near the predicted tails are, and how high the
/// true tails rank. hL is the mean over all items of the head (MKR, equation 7).
/// </summary>
internal sealed class KgeEvaluator : ITripleScorer
{
    private const int Batch = 1024;
    private const long MostScores = 1L << 30;

    private readonly MkrEncoder<float> _encoder;
    private readonly TailScore _score;
    private readonly Table<float> _headVectors;
    private readonly Tape<float> _tape = new(Batch);
    private readonly Lookup<float> _heads;
    private readonly RelationRows<float> _relation;
    private readonly EmbeddedFeatures<float> _tails;
    private readonly BatchOutput<float> _predicted;
    private readonly BatchOutput<float> _keys;
    private readonly RootMeanSquareError<float>? _rmse;
    private readonly int _features;
    private float[] _tailKeys = [];
    private int? _keysRelation;

    /// <summary>An evaluator of <paramref name="model"/>.</summary>
    public KgeEvaluator(MkrModel<float> model, MkrEncoder<float> encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        _encoder = encoder;
        _score = TailScores.Of(model.Triples, model.Options.Score);
        _headVectors = new ParameterSet<float>().AddTable("head vectors", model.Sizes.Entities, model.Options.Dim);
        _heads = _tape.Lookup(_headVectors);
        _relation = model.Triples.Look(_tape);
        _tails = model.EntityVectors.Record(_tape, ownItems: null);
        Variable<float> predicted = model.Triples.Query(_relation, new Embedding<float>(_tape, _heads).Output);
        Variable<float> tail = model.Triples.Key(_relation, _tails.Vector);
        _predicted = new BatchOutput<float>(_tape, predicted);
        _keys = new BatchOutput<float>(_tape, tail);
        _features = tail.Features;
        if (model.Triples is TailPrediction<float>) _rmse = new RootMeanSquareError<float>(_tape, tail, predicted);
    }

    /// <inheritdoc/>
    public int EntityCount => _headVectors.Rows;

    /// <summary>Whether tails are predicted: then they are near to the true ones, or not.</summary>
    public bool HasRmse => _rmse is not null;

    /// <summary>
    /// The paper's figure: for each triple the root of the mean over the d features of (tL - that)², averaged over
    /// <paramref name="triples"/>; NaN where there are none.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model predicts no tails.</exception>
    public double Rmse(ReadOnlySpan<Triple> triples)
    {
        if (_rmse is null) throw new InvalidOperationException("The model predicts no tails.");
        double sum = 0;
        _headVectors.CopyFrom(_encoder.Heads());
        Predict(triples, (_, count) => sum += _rmse.Value * count);
        return sum / triples.Length;
    }

    /// <summary>
    /// Ranks each triple's tail by its score among all entities, those left out that make another true triple ("filtered"). The triples are
    /// those that the model was trained on: the figure tells how well it knows its graph, not how well it would complete one.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mostScores">Where all triples would take more scores, a random sample of them stands for all.</param>
    public LinkPrediction RankTails(KnowledgeGraph graph, long mostScores = MostScores)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int most = (int)Math.Min(graph.Triples.Length, Math.Max(1, mostScores / graph.Entities.Count));
        Triple[] ranked = RandomShare.Of(graph.Triples.ToArray(), (double)most / graph.Triples.Length, new SeededRandom(0));
        _headVectors.CopyFrom(_encoder.Heads());
        _keysRelation = null;
        HashSet<(int Head, int Relation)> asked = [.. ranked.Select(triple => (triple.Head, triple.Relation))];
        IEnumerable<Triple> known = graph.Triples.ToArray().Where(triple => asked.Contains((triple.Head, triple.Relation)));
        return new LinkRanker(known).RankTails(this, ranked);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The head is missing.</exception>
    void ITripleScorer.Score(int relation, bool isHeadMissing, ReadOnlySpan<int> known, Span<float> scores)
    {
        if (isHeadMissing) throw new NotSupportedException("MKR predicts tails, not heads.");
        if (_keysRelation != relation) ComputeKeys(relation);
        for (int i = 0; i < known.Length; i++) SetTriple(i, new Triple(known[i], relation, 0));
        Forward(known.Length);
        for (int i = 0; i < known.Length; i++)
        {
            ReadOnlySpan<float> predicted = _predicted.Values.Slice(i * _features, _features);
            Span<float> row = scores.Slice(i * EntityCount, EntityCount);
            for (int entity = 0; entity < row.Length; entity++)
                row[entity] = _score(_tailKeys.AsSpan(entity * _features, _features), predicted);
        }
    }

    /// <summary>The keys of all entities as tails of a relation, a row each.</summary>
    private void ComputeKeys(int relation)
    {
        if (_tailKeys.Length == 0) _tailKeys = new float[EntityCount * _features];
        for (int start = 0; start < EntityCount; start += Batch)
        {
            int count = Math.Min(Batch, EntityCount - start);
            for (int i = 0; i < count; i++) SetTriple(i, new Triple(0, relation, start + i));
            Forward(count);
            _keys.Values[..(count * _features)].CopyTo(_tailKeys.AsSpan(start * _features));
        }

        _keysRelation = relation;
    }

    /// <summary>Runs the tape over all triples; <paramref name="afterBatch"/> is told the place and number of those just done.</summary>
    private void Predict(ReadOnlySpan<Triple> triples, Action<int, int> afterBatch)
    {
        for (int start = 0; start < triples.Length; start += Batch)
        {
            int count = Math.Min(Batch, triples.Length - start);
            for (int i = 0; i < count; i++) SetTriple(i, triples[start + i]);
            Forward(count);
            afterBatch(start, count);
        }
    }

    private void SetTriple(int example, in Triple triple) =>
        (_heads.Rows[example], _relation.Numbers.Rows[example], _tails.Owners.Rows[example]) = triple;

    private void Forward(int count)
    {
        foreach (IBatchColumn column in _relation.Features) column.Fill(count);
        _tails.Fill(count);
        _tape.Forward(count);
    }
}
