using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>A trained model that says more of itself than its scores: how well it knows its graph, or what weights it has learnt.</summary>
internal interface IModelFigures
{
    /// <summary>The figures, by name.</summary>
    /// <param name="data">The data that it was trained on.</param>
    IReadOnlyList<NamedValue> Figures(RecommendationData data);
}
