namespace Mkr.Model.Tuning;

/// <summary>
/// Successive halving (Jamieson and Talwalkar, AISTATS 2016, https://arxiv.org/abs/1502.07943), by thirds: all trials are trained for few
/// epochs, the best third of them for three times as many, and so on, up to all epochs.
/// </summary>
internal static class Halving
{
    private const int Third = 3;

    /// <summary>The epochs of each rung: the last has all, each before it a third, rounded up.</summary>
    /// <param name="trials">The trials of the first rung; no rung is empty.</param>
    /// <param name="epochs">The epochs of the last rung; none has fewer than one.</param>
    /// <param name="most">The most rungs; one is a random search without halving.</param>
    public static IReadOnlyList<int> Epochs(int trials, int epochs, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var rungs = new List<int> { epochs };
        for (long share = Third; rungs.Count < most && share <= Math.Min(trials, epochs); share *= Third)
            rungs.Insert(0, (int)((epochs + share - 1) / share));
        return rungs;
    }

    /// <summary>
    /// Which trials go on: the best third, rounded up; of equals those that come first. Trial 0, which the others are read against, goes on
    /// beside them where it is none of them.
    /// </summary>
    /// <param name="trials">The trials of a rung, by number.</param>
    /// <param name="validation">What each of them is worth, more being better; NaN for one that failed, which does not go on.
    /// </param>
    /// <returns>Their numbers, ascending.</returns>
    public static IReadOnlyList<int> GoOn(IReadOnlyList<int> trials, IReadOnlyList<double> validation)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(validation);
        IEnumerable<int> best = trials.Zip(validation)
            .Where(trial => !double.IsNaN(trial.Second))
            .OrderByDescending(trial => trial.Second).ThenBy(trial => trial.First)
            .Take((trials.Count + Third - 1) / Third)
            .Select(trial => trial.First);
        return [.. best.Append(0).Distinct().Order()];
    }
}
