using Mkr.Cli.Output.Lists;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Json;

/// <summary>A list of recommendations as JSON: what <c>mkr recommend --json</c> writes and what the server answers.</summary>
/// <param name="Schema">The version of the layout.</param>
/// <param name="Command">What it is the result of.</param>
/// <param name="Model">The model's name.</param>
/// <param name="User">The user's id; null for somebody who is known by a history alone.</param>
/// <param name="History">The ids of that history; null for a user.</param>
/// <param name="Source">What ranked the first item.</param>
/// <param name="Wanted">How many items were asked for.</param>
/// <param name="Items">The items, best first.</param>
internal sealed record RecommendAnswer(
    int Schema, string Command, string Model, string? User, IReadOnlyList<string>? History, string Source, int Wanted,
    RecommendedAnswer[] Items)
{
    /// <summary>A list of the library's.</summary>
    public static RecommendAnswer Of(Recommender recommender, RecommendationList list, IReadOnlyList<string>? history)
    {
        var items = new RecommendedAnswer[list.Count];
        for (int i = 0; i < items.Length; i++) items[i] = RecommendedAnswer.Of(list[i]);
        string source = RecommendationFile.Name(list.Source);
        return new RecommendAnswer(JsonFile.Schema, "recommend", recommender.Model, list.User, history, source, list.Wanted, items);
    }
}

/// <summary>An item of the list.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Name">Its name; null where there is none.</param>
/// <param name="Score">The score, which can be compared within a source.</param>
/// <param name="Probability">The predicted probability of an engagement; null where the score is no logit.</param>
/// <param name="Source">What ranked it: <c>model</c>, <c>fold-in</c>, <c>graph</c> or <c>popularity</c>.</param>
internal readonly record struct RecommendedAnswer(string Id, string? Name, float Score, double? Probability, string Source)
{
    public static RecommendedAnswer Of(RecommendedItem item) =>
        new(item.Id, item.Name, item.Score, item.Probability, RecommendationFile.Name(item.Source));
}
