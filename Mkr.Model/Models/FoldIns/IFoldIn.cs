using Mkr.Model.Data;

namespace Mkr.Model.Models.FoldIns;

/// <summary>Scores all items for somebody whom a model was not trained on.</summary>
/// <param name="history">The items that he liked, ascending, each once; at least one.</param>
/// <param name="scores">Receives a score an item, comparable with those of <see cref="IRecommender"/>.</param>
/// <returns>False where the history says nothing.</returns>
internal delegate bool HistoryScorer(ReadOnlySpan<int> history, Span<float> scores);

/// <summary>A model that has a way of its own to score for somebody whom it was not trained on.</summary>
internal interface IFoldIn
{
    /// <summary>What scores, for any threads at once; null where the model's options leave no way.</summary>
    /// <param name="training">The training positives, which the model was made from.</param>
    HistoryScorer? CreateFoldIn(PositiveMatrix training);
}
