namespace Mkr.Model.Data.Sources;

/// <summary>
/// Takes what a data set has, a piece at a time and without keeping the spans. Each method returns why the piece is not used; null where it
/// is.
/// </summary>
internal interface IDataSink
{
    /// <summary>Why a link is not used that was there before.</summary>
    const string LinkAgain = "the link again";

    /// <summary>An item is described by an entity.</summary>
    string? Link(ReadOnlySpan<byte> item, ReadOnlySpan<byte> entity);

    /// <summary>A user rated an item, at a time. Rating and time are empty where the file has none.</summary>
    string? Interaction(ReadOnlySpan<byte> user, ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, ReadOnlySpan<byte> time);

    /// <summary>There is a user or an item, of which more may come; or an entity or relation, of which there are features.</summary>
    string? Owner(FeatureOwner owner, ReadOnlySpan<byte> id);

    /// <summary>The same in a row that tells all of it: a second one is not used.</summary>
    string? Row(FeatureOwner owner, ReadOnlySpan<byte> id);

    /// <summary>The readable name of one that was told by <see cref="Owner"/>.</summary>
    string? Name(FeatureOwner owner, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name);

    /// <summary>A value of a raw feature of one that was told by <see cref="Owner"/>, or of an entity or relation.</summary>
    string? Feature(FeatureOwner owner, ReadOnlySpan<byte> id, string field, ReadOnlySpan<byte> value);

    /// <summary>A fact of the graph.</summary>
    string? Triple(ReadOnlySpan<byte> head, ReadOnlySpan<byte> relation, ReadOnlySpan<byte> tail);

    /// <summary>A readable name of an entity, by which items may be linked.</summary>
    void EntityName(ReadOnlySpan<byte> entity, ReadOnlySpan<byte> name);
}
