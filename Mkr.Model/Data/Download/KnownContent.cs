namespace Mkr.Model.Data.Download;

/// <summary>A content that a file may have.</summary>
/// <param name="Checksum">What it is told by.</param>
/// <param name="Origin">Where it comes from, for messages: "the authors' file".</param>
internal sealed record KnownContent(Checksum Checksum, string Origin)
{
    private const string Authors = "the authors' file";

    /// <summary>A file in the authors' repository, told by its SHA-256.</summary>
    public static KnownContent AuthorsFile(string sha256) => new(new Checksum(ChecksumKind.Sha256, sha256), Authors);

    /// <summary>A file in the authors' repository of which only git's id is known.</summary>
    public static KnownContent AuthorsBlob(string id) => new(new Checksum(ChecksumKind.GitBlob, id), Authors);

    /// <summary>Another edition of the file, told by its SHA-256.</summary>
    public static KnownContent Other(string sha256, string origin) => new(new Checksum(ChecksumKind.Sha256, sha256), origin);
}
