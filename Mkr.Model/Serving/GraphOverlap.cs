using Mkr.Model.Data;
using Mkr.Model.Models.Wide;
using Mkr.Model.Settings;

namespace Mkr.Model.Serving;

/// <summary>
/// What items have in common in the knowledge graph: the mean of the cosines of an item's attributes with those of a history's items, rare
/// attributes weighing more (<see cref="GraphAttributes"/>).
/// </summary>
internal sealed class GraphOverlap
{
    private readonly GraphAttributes? _attributes;

    /// <summary>Collects the attributes; a graph that has more than can be kept has nothing to say.</summary>
    public GraphOverlap(RecommendationData data)
    {
        try
        {
            _attributes = GraphAttributes.Find(data);
        }
        catch (SettingException)
        {
            _attributes = null;
        }
    }

    /// <summary>Scores all items, NaN where one has nothing in common with the history.</summary>
    /// <returns>False where none has.</returns>
    public bool TryScore(ReadOnlySpan<int> history, Span<float> scores)
    {
        if (_attributes is null || history.IsEmpty) return false;
        double[] profile = new double[_attributes.Count], sums = new double[scores.Length];
        _attributes.Describe(history, profile);
        _attributes.OverlapAll(profile, sums);
        bool hasAny = false;
        for (int item = 0; item < sums.Length; item++)
        {
            hasAny |= sums[item] > 0;
            scores[item] = sums[item] > 0 ? (float)(sums[item] / history.Length) : float.NaN;
        }

        return hasAny;
    }
}
