using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Serving;

/// <summary>Scores all items for somebody, by each of the sources.</summary>
/// <remarks>
/// A model without the graph knows nothing of an item without training positives: its score there is what it was initialised with. So it
/// scores neither those items nor by them.
/// </remarks>
internal sealed class ItemScores
{
    private readonly ITrainedModel _model;
    private readonly PositiveMatrix _training;
    private readonly float[] _popularity;

    // The items that the model knows nothing of.
    private readonly int[] _unknown;
    private readonly Lazy<HistoryScorer> _foldIn;
    private readonly Lazy<GraphOverlap> _graph;

    /// <summary>Scores by a model and by what it was trained on.</summary>
    public ItemScores(ITrainedModel model, bool readsGraph, ModelData data)
    {
        _model = model;
        _training = PositiveMatrix.Of(data);
        _popularity = [.. Enumerable.Range(0, ItemCount).Select(item => (float)_training.UsersOf(item).Length)];
        _unknown = readsGraph ? [] : [.. Enumerable.Range(0, ItemCount).Where(item => _popularity[item] == 0)];
        _foldIn = new Lazy<HistoryScorer>(() => FoldIn.Of(model, _training));
        _graph = new Lazy<GraphOverlap>(() => new GraphOverlap(data.Data));
    }

    /// <summary>The number of items.</summary>
    public int ItemCount => _model.ItemCount;

    /// <summary>The overlap of items in the graph.</summary>
    public GraphOverlap Graph => _graph.Value;

    /// <summary>The training positives.</summary>
    public PositiveMatrix Training => _training;

    /// <summary>Whether the model was trained on something that the user liked.</summary>
    public bool Knows(int user) => user >= 0 && !_training.ItemsOf(user).IsEmpty;

    /// <summary>Whether the model can say something of an item.</summary>
    public bool HasLearnt(int item) => _unknown.Length == 0 || _popularity[item] > 0;

    /// <summary>Scores all items, NaN where the source has nothing to say.</summary>
    /// <returns>False where it has nothing to say of any.</returns>
    public bool TryScore(RecommendationSource source, Viewer viewer, Span<float> scores)
    {
        switch (source)
        {
            case RecommendationSource.Model:
                if (!Knows(viewer.User)) return false;
                _model.ScoreAllItems([viewer.User], scores);
                KeepKnown(scores);
                return true;
            case RecommendationSource.FoldIn:
                return TryFoldIn(viewer, scores);
            case RecommendationSource.Graph:
                return Graph.TryScore(viewer.History, scores);
            default:
                _popularity.CopyTo(scores);
                return true;
        }
    }

    /// <summary>The scores of items that the model knows nothing of become NaN.</summary>
    public void KeepKnown(Span<float> scores)
    {
        foreach (int item in _unknown) scores[item] = float.NaN;
    }

    private bool TryFoldIn(Viewer viewer, Span<float> scores)
    {
        // What the model has learnt of the user is better than what it makes of his history: it would only say the same again.
        if (Knows(viewer.User) || viewer.History.IsEmpty) return false;
        ReadOnlySpan<int> history = viewer.History;
        if (_unknown.Length > 0) history = history.ToArray().Where(item => _popularity[item] > 0).ToArray();
        if (history.IsEmpty || !_foldIn.Value(history, scores)) return false;
        KeepKnown(scores);
        return true;
    }
}
