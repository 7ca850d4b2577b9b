using Mkr.Model.Data;
using Mkr.Model.Explanations;
using Mkr.Model.Metrics;
using Mkr.Model.Models;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Runs;

namespace Mkr.Model.Reports;

/// <summary>
/// Samples of what a run recommends: to users with a short, a middling and a long history, the same for all runs of a split.
/// </summary>
internal static class Samples
{
    private const int Items = 5;
    private const int MostOfHistory = 12;

    private static readonly double[] Quantiles = [0.1, 0.5, 0.9];

    /// <summary>The samples.</summary>
    public static IReadOnlyList<Sample> Draw(RunFolder run, UserLists lists)
    {
        if (lists.Users.Count == 0) return [];
        (UserItems history, _) = UserItems.ByLabel(run.Data.Users.Count, run.Split.Train);
        int[] places = [.. Enumerable.Range(0, lists.Users.Count).OrderBy(place => history[lists.Users[place]].Length)];
        Explainer? explainer = run.Recommender is IExplains { Explains: true } ? Explainer.Of(run) : null;
        return
        [
            .. Quantiles.Select(quantile => places[(int)(quantile * (places.Length - 1))]).Distinct()
                .Select(place => Describe(run, lists, place, history[lists.Users[place]], explainer)),
        ];
    }

    private static Sample Describe(RunFolder run, UserLists lists, int place, ReadOnlySpan<int> history, Explainer? explainer)
    {
        int user = lists.Users[place];
        var names = new EntityNames(run.Data);
        int[] items = [.. lists.Items[place].Take(Items)];
        float[] scores = new float[items.Length];
        run.Recommender.ScorePairs([.. items.Select(item => new Interaction(user, item, IsPositive: false))], scores);
        return new Sample(
            names.User(user), history.Length, [.. history.ToArray().Take(MostOfHistory).Select(names.Item)],
            [
                .. items.Zip(scores, (item, score) => new SampleItem(
                    names.Item(item), Sigmoid.Of(score), lists.Relevant.Contains(user, item),
                    explainer?.Explain(user, item))),
            ]);
    }
}
