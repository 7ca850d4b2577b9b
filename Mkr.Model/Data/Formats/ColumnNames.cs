namespace Mkr.Model.Data.Formats;

/// <summary>The names by which columns are known: letters and digits alone, in lower case, without an "id" at the end.</summary>
internal static class ColumnNames
{
    public static readonly string[] User = ["user", "u", "reviewer", "customer", "member", "account", "visitor"];
    public static readonly string[] Item =
    [
        "item", "i", "movie", "film", "book", "isbn", "artist", "product", "asin", "track", "song", "album", "game", "article", "news",
        "business",
    ];

    public static readonly string[] Rating = ["rating", "bookrating", "score", "stars", "overall"];
    public static readonly string[] Time = ["time", "timestamp", "ts", "unixtime", "unixreviewtime", "day"];
    public static readonly string[] Head = ["head", "subject", "h", "headentity"];
    public static readonly string[] Relation = ["relation", "predicate", "property", "r"];
    public static readonly string[] Tail = ["tail", "object", "t", "tailentity"];
    public static readonly string[] Entity = ["entity", "freebase", "wikidata", "iri", "uri"];

    /// <summary>Those of readable names of users and items.</summary>
    public static readonly string[] Title =
        ["name", "title", "label", "itemname", "movietitle", "booktitle", "producttitle", "username", "itemtitle", "artistname"];

    /// <summary>Whether a column's name is one of some, in any case, with or without other characters and an "id" at the end.</summary>
    public static bool IsOneOf(string[] names, string name)
    {
        string stem = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return names.Contains(stem) || (stem.EndsWith("id", StringComparison.Ordinal) && names.Contains(stem[..^2]));
    }
}
