using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.Per;

/// <summary>
/// Scores by the weighted features: sum over the groups k of cos(u, C_k) times the sum over the paths of θ_kp f_p(u, i). Its state is θ,
/// divided by the features' standard deviations, and the cosines.
/// </summary>
/// <param name="paths">The paths.</param>
/// <param name="history">The training positives.</param>
/// <param name="isMean">Whether features are means.</param>
/// <param name="weights">θ [clusters x paths], of features as they are.</param>
/// <param name="cosines">The cosines [users x clusters].</param>
internal sealed class PerRecommender(
    IReadOnlyList<MetaPath> paths, PositiveMatrix history, bool isMean, double[] weights, double[] cosines)
    : ITrainedModel, IModelFigures, IExplains
{
    private readonly int[] _allItems = [.. Enumerable.Range(0, history.ItemCount)];
    private readonly ThreadLocal<PathFeatures> _features = new(() => new PathFeatures(paths, history, isMean));

    /// <inheritdoc/>
    public string Name => PerDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => history.UserCount;

    /// <inheritdoc/>
    public int ItemCount => history.ItemCount;

    private int Clusters => cosines.Length / history.UserCount;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => UserScores.ScorePairs(pairs, scores, Score);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) Score(users[i], _allItems, scores.Slice(i * ItemCount, ItemCount));
    }

    /// <summary>The weights of the paths, of each group.</summary>
    public IReadOnlyList<NamedValue> Figures(RecommendationData data) =>
    [
        .. weights.Select((weight, i) => new NamedValue(
            $"weight of {paths[i % paths.Count].Name}{(Clusters > 1 ? $" in group {i / paths.Count}" : string.Empty)}", weight)),
    ];

    /// <summary>
    /// What each attribute that an item of the history shares adds: along path p, θ_p 2 / (|A_j| + |A_i|), by the history's size where
    /// features are means.
    /// </summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        double[] own = WeightsOf(user);
        for (int p = 0; p < own.Length; p++)
            foreach (int other in history) paths[p].AddShared(other, item, isMean ? own[p] / history.Length : own[p], parts);
        return parts;
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Values<double>("path_weight", weights, Clusters, paths.Count);
        visitor.Values<double>("user_cosine", cosines, UserCount, Clusters);
    }

    /// <summary>Frees the threads' buffers.</summary>
    public void Dispose() => _features.Dispose();

    /// <summary>The weight that each path has for a user.</summary>
    private double[] WeightsOf(int user)
    {
        double[] own = new double[paths.Count];
        for (int i = 0; i < weights.Length; i++) own[i % paths.Count] += cosines[(user * Clusters) + (i / paths.Count)] * weights[i];
        return own;
    }

    private void Score(int user, ReadOnlySpan<int> items, Span<float> scores)
    {
        PathFeatures features = _features.Value!;
        Span<double> values = stackalloc double[paths.Count];
        double[] own = WeightsOf(user);
        features.SetUser(user);
        for (int i = 0; i < items.Length; i++)
        {
            features.Describe(items[i], isOwn: false, values);
            double score = 0;
            for (int p = 0; p < values.Length; p++) score += own[p] * values[p];
            scores[i] = (float)score;
        }
    }
}
