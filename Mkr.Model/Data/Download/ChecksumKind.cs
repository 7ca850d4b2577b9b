namespace Mkr.Model.Data.Download;

/// <summary>How a file's content is told from any other.</summary>
internal enum ChecksumKind
{
    /// <summary>SHA-256 over the bytes.</summary>
    Sha256,

    /// <summary>
    /// The id under which git stores the file: SHA-1 over <c>blob LENGTH NUL</c> and the bytes. It finds every accident; against somebody
    /// who forges a file on purpose SHA-1 is weak.
    /// </summary>
    GitBlob,
}
