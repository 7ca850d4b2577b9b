namespace Mkr.Model.Data.Synthetic;

/// <summary>How large a data set is.</summary>
/// <param name="Users">The users, each with a positive.</param>
/// <param name="Items">The items.</param>
/// <param name="Entities">The entities, those of the items included.</param>
/// <param name="Relations">The relations.</param>
/// <param name="Positives">The different pairs of a user and an item that he engaged with.</param>
/// <param name="Triples">The triples; their heads are items' entities.</param>
internal sealed record WorldSizes(int Users, int Items, int Entities, int Relations, int Positives, int Triples)
{
    /// <summary>The sizes of the public data sets, by preset (MKR, table 1).</summary>
    public static IReadOnlyDictionary<string, WorldSizes> Public { get; } = new Dictionary<string, WorldSizes>
    {
        ["music"] = new(1872, 3846, 9366, 60, 21_173, 15_518),
        ["book"] = new(17_860, 14_910, 24_039, 10, 69_873, 19_793),
        ["movie"] = new(6036, 2347, 6729, 7, 376_887, 20_195),
    };
}
