namespace Mkr.Model.Serving;

/// <summary>Which items may be recommended.</summary>
public sealed record RecommendOptions
{
    /// <summary>The ids of the only candidates; null for all items.</summary>
    public IReadOnlyCollection<string>? Include { get; init; }

    /// <summary>The ids of items that are no candidates.</summary>
    public IReadOnlyCollection<string> Exclude { get; init; } = [];

    /// <summary>
    /// What candidates have to have: of several values of a field one, and of several fields each.
    /// </summary>
    public IReadOnlyCollection<Category> Categories { get; init; } = [];

    /// <summary>Whether items that the user has rated, or that are of the history, are candidates too.</summary>
    public bool KeepSeen { get; init; }
}

/// <summary>Something that items have or have not.</summary>
/// <param name="Field">A field of the items' raw features, or a relation of the knowledge graph.</param>
/// <param name="Value">A value of the field, or the entity that the relation leads to from the item's.</param>
public readonly record struct Category(string Field, string Value)
{
    /// <summary>Reads <c>FIELD=VALUE</c>; the value may have further signs of equality in it.</summary>
    /// <exception cref="FormatException">There is no sign of equality, or nothing on one side of it.</exception>
    public static Category Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && sign < text.Length - 1
            ? new Category(text[..sign], text[(sign + 1)..])
            : throw new FormatException($"'{text}' is no category: expected FIELD=VALUE, such as genre=drama.");
    }
}
