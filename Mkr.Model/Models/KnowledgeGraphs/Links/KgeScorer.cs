using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Scores triples by a model's present parameters: the keys of all entities once a relation, or once for all where they do not depend on
/// it, and a query for each triple.
/// </summary>
internal sealed class KgeScorer : ITripleScorer
{
    private const int QueriesAtOnce = 64;
    private const int KeysAtOnce = 1024;

    private readonly KgeModel<float> _model;
    private readonly Tape<float> _queryTape = new(QueriesAtOnce);
    private readonly Lookup<float> _known;
    private readonly RelationRows<float> _relations;
    private readonly BatchInput<float> _direction;
    private readonly BatchOutput<float> _queries;
    private readonly Tape<float> _keyTape = new(KeysAtOnce);
    private readonly Lookup<float> _entities;
    private readonly RelationRows<float> _keyRelations;
    private readonly BatchOutput<float> _keys;
    private readonly int _features;
    private readonly int _lanes;

    // Feature by feature: the keys of all entities, which are lanes, padded to whole vectors.
    private readonly AlignedBuffer<float> _keyLanes;
    private readonly AlignedBuffer<float> _scores;
    private int? _relation;

    /// <summary>A scorer.</summary>
    public KgeScorer(KgeModel<float> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _known = _queryTape.Lookup(model.Entities);
        _relations = model.Function.Look(_queryTape);
        _direction = new BatchInput<float>(_queryTape, "direction");
        Variable<float> query =
            model.Function.Query(_relations, new Embedding<float>(_queryTape, _known).Output, _direction.Output);
        _queries = new BatchOutput<float>(_queryTape, query);
        _entities = _keyTape.Lookup(model.Entities);
        _keyRelations = model.Function.Look(_keyTape);
        _keys = new BatchOutput<float>(_keyTape, model.Function.Key(_keyRelations, new Embedding<float>(_keyTape, _entities).Output));
        (_features, _lanes) = (query.Features, LaneShape<float>.Pad(EntityCount));
        _keyLanes = new AlignedBuffer<float>((long)_features * _lanes);
        _scores = new AlignedBuffer<float>((long)QueriesAtOnce * _lanes);
    }

    /// <inheritdoc/>
    public int EntityCount => _model.Entities.Rows;

    /// <summary>To be called when the parameters have changed.</summary>
    public void Refresh() => _relation = null;

    /// <inheritdoc/>
    public void Score(int relation, bool isHeadMissing, ReadOnlySpan<int> known, Span<float> scores)
    {
        if (_relation is null || (!_model.Function.KeysAreEntities && _relation != relation)) ComputeKeys(relation);
        var keys = new LaneMatrix<float>(_keyLanes.Span, _features, _lanes, _lanes);
        for (int start = 0; start < known.Length; start += QueriesAtOnce)
        {
            int count = Math.Min(QueriesAtOnce, known.Length - start);
            known.Slice(start, count).CopyTo(_known.Rows);
            _relations.Numbers.Rows[..count].Fill(relation);
            _direction.Values[..count].Fill(isHeadMissing ? -1 : 1);
            _queryTape.Forward(count);
            Span<float> rows = _scores.Span[..(count * _lanes)];
            _model.Function.Similarity.Compute(_queries.Values, keys, rows);
            for (int i = 0; i < count; i++)
                rows.Slice(i * _lanes, EntityCount).CopyTo(scores[((start + i) * EntityCount)..]);
        }
    }

    private void ComputeKeys(int relation)
    {
        Span<float> lanes = _keyLanes.Span;
        for (int start = 0; start < EntityCount; start += KeysAtOnce)
        {
            int count = Math.Min(KeysAtOnce, EntityCount - start);
            for (int i = 0; i < count; i++) _entities.Rows[i] = start + i;
            _keyRelations.Numbers.Rows[..count].Fill(relation);
            _keyTape.Forward(count);
            ReadOnlySpan<float> keys = _keys.Values;
            for (int j = 0; j < _features; j++)
            {
                for (int i = 0; i < count; i++) lanes[(j * _lanes) + start + i] = keys[(i * _features) + j];
            }
        }

        _relation = relation;
    }
}
