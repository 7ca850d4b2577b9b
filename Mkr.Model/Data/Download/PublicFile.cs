namespace Mkr.Model.Data.Download;

/// <summary>A file of a public data set.</summary>
/// <param name="Name">Its name in the data set's folder.</param>
/// <param name="Address">
/// Where it is downloaded from; null for a file of names, which is not downloaded but taken from a given folder if it is there.
/// </param>
/// <param name="Contents">The contents that are accepted, the usual one first.</param>
internal sealed record PublicFile(string Name, Uri? Address, IReadOnlyList<KnownContent> Contents)
{
    /// <summary>Finds out which of <see cref="Contents"/> the file at <paramref name="path"/> has: null for none of them.</summary>
    public KnownContent? Identify(string path)
    {
        HashSet<Checksum> found = [.. Found(path)];
        return Contents.FirstOrDefault(content => found.Contains(content.Checksum));
    }

    /// <summary>
    /// Says what was expected and found of the file at <paramref name="path"/>, which <see cref="Identify"/> does not know.
    /// </summary>
    public string Mismatch(string path)
    {
        IEnumerable<string> expected = Contents.Select(content => $"{content.Checksum} ({content.Origin})");
        return $"expected {string.Join(" or ", expected)}, found {string.Join(", ", Found(path))}";
    }

    private IEnumerable<Checksum> Found(string path) =>
        Contents.Select(content => content.Checksum.Kind).Distinct().Select(kind => Checksum.Of(path, kind));
}
