using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.RippleNet;

/// <summary>A trained RippleNet; its state is the parameters and the ripple sets.</summary>
/// <param name="model">The parameters, which nobody changes any more once it scores.</param>
/// <param name="graph">The triples.</param>
/// <param name="sets">The ripple sets.</param>
/// <param name="map">The entities of items.</param>
internal sealed class RippleRecommender(RippleModel<float> model, RippleGraph graph, RippleSets sets, ItemEntityMap map)
    : ITrainedModel, IOnnxModel, IVectors, IFoldIn, IExplains
{
    private const ulong Seed = 2018;

    private readonly int[] _allItems = [.. Enumerable.Range(0, map.ItemCount)];

    // Computed at the first score: until then the state may be filled.
    private readonly Lazy<Scorers> _scorers = new(() =>
    {
        var vectors = new RippleVectors<float>(model, graph, map);
        return new Scorers(vectors, new ThreadLocal<RippleScorer<float>>(() => new RippleScorer<float>(model, vectors, sets)));
    });

    /// <inheritdoc/>
    public string Name => RippleNetDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => sets.UserCount;

    /// <inheritdoc/>
    public int ItemCount => map.ItemCount;

    private RippleScorer<float> Scorer => _scorers.Value.OfThreads.Value!;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => UserScores.ScorePairs(pairs, scores, Scorer.Score);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) Scorer.Score(users[i], _allItems, scores[(i * ItemCount)..]);
    }

    /// <summary>Ripple sets are drawn for the history, the same each time; without triples they say nothing.</summary>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => (history, scores) =>
    {
        var own = new RippleSets(1, sets.Hops, sets.Memory);
        own.Draw(0, history, graph, map, new SeededRandom(Seed));
        if (own[0, 0].IsEmpty) return false;
        Scorer.Score(own, 0, _allItems, scores);
        return true;
    };

    /// <inheritdoc cref="RippleParts"/>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history) =>
        new RippleParts(model, graph, sets, map, _scorers.Value.Vectors).Explain(user, item, history);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        model.Visit(visitor);
        sets.Visit(visitor);
    }

    /// <summary>The items' vectors, the means of their entities', and the graph's; a user's depend on the item.</summary>
    public IReadOnlyList<VectorTable> Vectors =>
    [
        VectorTable.Of(FeatureOwner.Item, new RippleVectors<float>(model, graph, map).Items) with { Name = "items" },
        VectorTable.Of(FeatureOwner.Entity, model.Entities),
    ];

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph network, string user, string item) =>
        new RippleNetwork(model, graph, sets, new RippleVectors<float>(model, graph, map), network).Score(user, item);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph network, string item) =>
        (new RippleNetwork(model, graph, sets, new RippleVectors<float>(model, graph, map), network).Items(item), model.Options.Dim);

    /// <summary>Frees the threads' buffers.</summary>
    public void Dispose()
    {
        if (_scorers.IsValueCreated) _scorers.Value.OfThreads.Dispose();
    }

    private sealed record Scorers(RippleVectors<float> Vectors, ThreadLocal<RippleScorer<float>> OfThreads);
}
