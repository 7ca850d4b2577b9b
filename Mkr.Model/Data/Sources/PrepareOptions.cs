namespace Mkr.Model.Data.Sources;

/// <summary>What is said about a data set, where its files do not tell it or tell it wrong. Null leaves it to the files.</summary>
internal sealed record PrepareOptions
{
    /// <summary>The encodings that there are.</summary>
    public static IReadOnlyList<string> Encodings => TextEncoding.Names;

    /// <summary>The layout's name.</summary>
    public string? Layout { get; init; }

    /// <summary>The file of interactions.</summary>
    public string? RatingsFile { get; init; }

    /// <summary>The file of triples: N-Triples, a table, or <c>head TAB relation TAB tail</c>.</summary>
    public string? GraphFile { get; init; }

    /// <summary>The file that links items to entities: a table, or <c>item TAB entity</c>.</summary>
    public string? LinksFile { get; init; }

    /// <summary>The file of items.</summary>
    public string? ItemsFile { get; init; }

    /// <summary>The file of users.</summary>
    public string? UsersFile { get; init; }

    /// <summary>The column of the user: a name, or a number from 0 in files without a header.</summary>
    public string? User { get; init; }

    /// <summary>The column of the item.</summary>
    public string? Item { get; init; }

    /// <summary>The column of the rating; "none" where each line is a positive.</summary>
    public string? Rating { get; init; }

    /// <summary>The column of the time, or "none".</summary>
    public string? Time { get; init; }

    /// <summary>The separator of text files.</summary>
    public string? Separator { get; init; }

    /// <summary>The character that may enclose a field, or "none".</summary>
    public string? Quote { get; init; }

    /// <summary>The encoding of text files.</summary>
    public string? Encoding { get; init; }

    /// <summary>The rating from which on a line is a positive; negative infinity where every line is.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether triples whose object is a literal are left out; otherwise each literal is an entity.</summary>
    public bool DropsLiterals { get; init; }

    /// <summary>Whether items without a link are kept, with an entity of their own.</summary>
    public bool? KeepsUnlinked { get; init; }
}
