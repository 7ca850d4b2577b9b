using Mkr.Cli.Output.Lists;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Json;

/// <summary>Similar items as JSON: what <c>mkr similar --json</c> writes and what the server answers.</summary>
/// <param name="Schema">The version of the layout.</param>
/// <param name="Command">What it is the result of.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Item">The id of the item that the others are like.</param>
/// <param name="Items">The others, the most alike first.</param>
internal sealed record SimilarAnswer(int Schema, string Command, string Model, string Item, SimilarItemAnswer[] Items)
{
    /// <summary>Items of the library's.</summary>
    public static SimilarAnswer Of(Recommender recommender, string item, IReadOnlyList<SimilarItem> similar) =>
        new(JsonFile.Schema, "similar", recommender.Model, item, [.. similar.Select(SimilarItemAnswer.Of)]);
}

/// <summary>An item that is like another.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Name">Its name; null where there is none.</param>
/// <param name="Similarity">At most 1; it can be compared within a source.</param>
/// <param name="Source">What likens the two: <c>model</c> or <c>graph</c>.</param>
internal readonly record struct SimilarItemAnswer(string Id, string? Name, float Similarity, string Source)
{
    public static SimilarItemAnswer Of(SimilarItem item) =>
        new(item.Id, item.Name, item.Similarity, RecommendationFile.Name(item.Source));
}
