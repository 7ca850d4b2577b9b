using Mkr.Model.Data;

namespace Mkr.Model.Models.FoldIns;

/// <summary>How a model scores for somebody whom it was not trained on.</summary>
internal static class FoldIn
{
    /// <summary>The model's own way, and where it has none, by the users who are most like him (<see cref="NeighbourFoldIn"/>).</summary>
    public static HistoryScorer Of(IRecommender model, PositiveMatrix training) =>
        (model as IFoldIn)?.CreateFoldIn(training) ?? new NeighbourFoldIn(model, training).TryScore;
}
