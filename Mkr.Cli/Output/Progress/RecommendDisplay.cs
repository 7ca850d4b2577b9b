using Mkr.Model.Serving;
using Spectre.Console;

namespace Mkr.Cli.Output.Progress;

/// <summary>Shows how <c>mkr recommend --users</c> goes: a live bar on a terminal, nothing where output is redirected.</summary>
internal static class RecommendDisplay
{
    /// <summary>Hands the lists through to <paramref name="work"/> and counts them.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="work">Takes them.</param>
    public static void Run(IEnumerable<RecommendationList> lists, int count, Action<IEnumerable<RecommendationList>> work)
    {
        if (Console.IsOutputRedirected)
        {
            work(lists);
            return;
        }

        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(Counted(lists, context.AddTask("users", maxValue: count))));
    }

    private static IEnumerable<RecommendationList> Counted(IEnumerable<RecommendationList> lists, ProgressTask bar)
    {
        foreach (RecommendationList list in lists)
        {
            yield return list;
            bar.Increment(1);
        }
    }
}
