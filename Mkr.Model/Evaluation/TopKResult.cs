namespace Mkr.Model.Evaluation;

/// <summary>How well a recommender ranks each user's unseen items.</summary>
/// <param name="Users">The number of users, the denominator of the ranking metrics; without any they are NaN.</param>
/// <param name="Cutoffs">The metrics at each cutoff, in ascending order of K.</param>
public sealed record TopKResult(int Users, IReadOnlyList<TopKCutoff> Cutoffs)
{
    /// <summary>The metrics at one of the evaluated cutoffs.</summary>
    /// <exception cref="ArgumentException">This cutoff was not evaluated.</exception>
    public TopKCutoff At(int k) =>
        Cutoffs.FirstOrDefault(cutoff => cutoff.K == k) ?? throw new ArgumentException($"K = {k} was not evaluated.", nameof(k));
}
