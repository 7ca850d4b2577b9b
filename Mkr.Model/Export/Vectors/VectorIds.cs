using Mkr.Model.Data;

namespace Mkr.Model.Export.Vectors;

/// <summary>Whose the rows of a table are: the ids of the data set, in the order of the rows.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Names">Readable names, null where there is none; empty where the data set has no names of them.</param>
internal sealed record VectorIds(IReadOnlyList<string> Ids, IReadOnlyList<string?> Names)
{
    /// <summary>
    /// Those of a table. Most models know the items' part of the graph alone, whose entities and relations are the first; null where a
    /// model has a row for the relations of a graph that has none.
    /// </summary>
    public static VectorIds? Of(RecommendationData data, VectorTable table)
    {
        VectorIds all = Of(data, table.Owner);
        return all.Ids.Count < table.Rows ? null : all with { Ids = [.. all.Ids.Take(table.Rows)] };
    }

    /// <summary>Those of a data set.</summary>
    public static VectorIds Of(RecommendationData data, FeatureOwner owner) => owner switch
    {
        FeatureOwner.User => new(All(data.Users), Known(data.UserNames)),
        FeatureOwner.Item => new(All(data.Items), Known(data.ItemNames)),
        FeatureOwner.Entity => new(All(data.Graph.Entities), []),
        FeatureOwner.Relation => new(All(data.Graph.Relations), []),
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, null),
    };

    /// <summary>The name of a row; null where there is none.</summary>
    public string? NameOf(int row) => Names.Count > 0 ? Names[row] : null;

    private static string[] All(Vocabulary ids) => [.. Enumerable.Range(0, ids.Count).Select(i => ids[i])];

    private static IReadOnlyList<string?> Known(IReadOnlyList<string?> names) => names.Any(name => name is not null) ? names : [];
}
