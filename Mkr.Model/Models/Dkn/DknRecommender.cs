using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.Dkn;

/// <summary>A trained DKN: all titles' vectors, and each user's clicks.</summary>
internal sealed class DknRecommender : ITrainedModel, IOnnxModel, IVectors, IFoldIn
{
    // Pairs are scored so many at a time, those of a user together.
    private const int Block = 64;

    private readonly DknItems _items;
    private readonly DknClicks _clicks;

    // Laid out at the first score: until then the state may be filled.
    private readonly Lazy<DknCandidates> _all;

    private DknRecommender(DknItems items, DknClicks clicks)
    {
        (_items, _clicks) = (items, clicks);
        _all = new Lazy<DknCandidates>(All);
    }

    /// <inheritdoc/>
    public string Name => DknDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => _clicks.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _items.Count;

    /// <summary>What a model can do at present.</summary>
    public static DknRecommender Of<T>(DknModel<T> model, DknTitles titles, DknClicks clicks)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        model.CatchUp();
        return new DknRecommender(DknEncoder.Encode(model, titles), clicks);
    }

    /// <summary>Fills the state.</summary>
    public static DknRecommender Open(DknOptions options, int users, int items, StateVisitor state)
    {
        var recommender = new DknRecommender(new DknItems(options, items), new DknClicks(users));
        recommender.Visit(state);
        return recommender;
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _items.Visit(visitor);
        _clicks.Visit(visitor);
    }

    /// <summary>The titles' vectors: a user's depend on the candidate.</summary>
    public IReadOnlyList<VectorTable> Vectors =>
        [new VectorTable("items", FeatureOwner.Item, _items.Titles.Columns, DknNetwork.Values(_items.Titles, ItemCount))];

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) => new DknNetwork(_items, _clicks, graph).Score(user, item);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) =>
        (new DknNetwork(_items, _clicks, graph).Titles(item), _items.Titles.Columns);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        var scorer = new DknScorer(_items, _all.Value, _clicks.Longest);
        for (int i = 0; i < users.Length; i++) scorer.Score(_clicks[users[i]], scores.Slice(i * ItemCount, ItemCount));
    }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        int[] order = new int[pairs.Length], users = new int[pairs.Length];
        for (int i = 0; i < order.Length; i++) (order[i], users[i]) = (i, pairs[i].User);
        Array.Sort(users, order);
        var candidates = new DknCandidates(_items, Block);
        var scorer = new DknScorer(_items, candidates, _clicks.Longest);
        Span<float> block = stackalloc float[Block];
        for (int first = 0, count; first < order.Length; first += count)
        {
            for (count = 0; count < Block && first + count < order.Length && users[first + count] == users[first]; count++)
                candidates.Set(count, pairs[order[first + count]].Item);
            scorer.Score(_clicks[users[first]], block[..count]);
            for (int i = 0; i < count; i++) scores[order[first + i]] = block[i];
        }
    }

    /// <summary>The history is attended to as clicks are, all of it.</summary>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => (history, scores) =>
    {
        new DknScorer(_items, _all.Value, history.Length).Score(history, scores);
        return true;
    };

    private DknCandidates All()
    {
        var all = new DknCandidates(_items, ItemCount);
        for (int item = 0; item < ItemCount; item++) all.Set(item, item);
        return all;
    }
}
