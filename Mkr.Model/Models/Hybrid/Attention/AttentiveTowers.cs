using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>The inner products of the towers, and what they attend to.</summary>
internal sealed class AttentiveTowers : ITrainedModel, IOnnxModel, IVectors, IExplains
{
    private readonly VectorRecommender _towers;
    private readonly int _length;
    private readonly float[] _users;
    private readonly float[] _items;
    private readonly AttentionScorer? _history;
    private readonly AttentionScorer? _attributes;

    // The items' vectors feature by feature, laid out at the first score: until then the state may be filled.
    private readonly Lazy<float[]> _queries;

    /// <summary>Scores by vectors and attention.</summary>
    /// <param name="towers">The inner products.</param>
    /// <param name="length">The length of a vector, whose last element is no query's.</param>
    /// <param name="users">The users' vectors, which the towers have.</param>
    /// <param name="items">The items' vectors.</param>
    /// <param name="history">Attends to histories; null for none.</param>
    /// <param name="attributes">Attends to attributes; null for none.</param>
    public AttentiveTowers(
        VectorRecommender towers, int length, float[] users, float[] items, AttentionScorer? history, AttentionScorer? attributes)
    {
        (_towers, _length, _users, _items, _history, _attributes) = (towers, length, users, items, history, attributes);
        _queries = new(() => [.. from j in Enumerable.Range(0, length - 1) from item in Enumerable.Range(0, ItemCount)
                                 select items[(item * length) + j]]);
    }

    /// <inheritdoc/>
    public string Name => _towers.Name;

    /// <inheritdoc/>
    public int UserCount => _towers.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _towers.ItemCount;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        _towers.ScorePairs(pairs, scores);
        for (int i = 0; i < pairs.Length; i++)
        {
            (int user, int item, _) = pairs[i];
            if (_history is not null) scores[i] += _history.Score(Vector(_items, item), user);
            if (_attributes is not null) scores[i] += _attributes.Score(Vector(_users, user), item);
        }
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        _towers.ScoreAllItems(users, scores);
        for (int i = 0; i < users.Length; i++)
        {
            Span<float> row = scores.Slice(i * ItemCount, ItemCount);
            _history?.AddAllQueries(_queries.Value, users[i], row);
            _attributes?.AddAllSets(Vector(_users, users[i]), row);
        }
    }

    /// <summary>Divides the inner product, and adds what each item of the history is attended to with.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        parts.AddRange(_towers.Explain(user, item, history));
        foreach ((int row, double amount) in _history?.Parts(Vector(_items, item), user) ?? [])
            parts.Add(Terms.Attention, amount, row);
        if (_attributes is not null) parts.Add(Terms.AttentionToFacts, _attributes.Score(Vector(_users, user), item));
        return parts;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VectorTable> Vectors => _towers.Vectors;

    private IOnnxModel Towers => _towers;

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item)
    {
        string score = Towers.Score(graph, user, item);
        if (_history is not null) score = graph.Add(score, _history.Score(graph, Query(_items, item), user));
        return _attributes is null ? score : graph.Add(score, _attributes.Score(graph, Query(_users, user), item));

        string Query(float[] vectors, string rows)
        {
            float[] queries = [.. vectors.Where((_, i) => i % _length < _length - 1)];
            return graph.Rows("queries", queries, _length - 1, rows);
        }
    }

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) => Towers.EncodeUser(graph, user);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) => Towers.EncodeItem(graph, item);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _towers.Visit(visitor);
        _history?.Visit(visitor);
        _attributes?.Visit(visitor);
    }

    private ReadOnlySpan<float> Vector(float[] vectors, int row) => vectors.AsSpan(row * _length, _length - 1);
}
