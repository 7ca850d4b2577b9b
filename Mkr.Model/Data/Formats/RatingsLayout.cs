namespace Mkr.Model.Data.Formats;

/// <summary>Finds the file of ratings and decides whether the format or the file's own header says how to read it.</summary>
internal static class RatingsLayout
{
    private const int MostListed = 10;

    /// <summary>The format to read the ratings with.</summary>
    /// <returns>The format, and a line that says what a header told; null where none was asked.</returns>
    /// <exception cref="DataFormatException">
    /// The file is missing and no other one can take its place, or its header does not tell.
    /// </exception>
    public static (RawFormat Format, string? Note) Find(string folder, RawFormat format)
    {
        string path = Path.Combine(folder, format.RatingsFile);
        if (!Path.Exists(path)) return FindOther(folder, format).Tell(format);
        if (!format.ByHeader && !format.Given.Contains("ratingsFile")) return (format, null);
        if (RatingsHeader.Read(path, format) is RatingsHeader header) return header.Tell(format);
        if (!format.ByHeader) return (format, null);
        throw new DataFormatException(
            path, 1, 1, "a header with the names of the user's and the item's column", "another line", "Restore the file.");
    }

    /// <summary>The one file besides the named one whose header names users and items.</summary>
    private static RatingsHeader FindOther(string folder, RawFormat format)
    {
        string?[] known =
        [
            format.ItemMapFile, format.TriplesFile, format.ItemNames?.File, format.UserNames?.File,
            .. Enum.GetValues<FeatureOwner>().Select(FeaturesReader.FileName),
        ];
        IEnumerable<string> unknown = Directory.EnumerateFiles(folder).Where(file => !known.Contains(Path.GetFileName(file)));
        string[] files = [.. unknown.Order(StringComparer.Ordinal)];
        RatingsHeader?[] headers = format.Given.Contains("ratingsFile") ? [] : [.. files.Select(file => RatingsHeader.Read(file, format))];
        if (headers.Count(header => header is not null) == 1) return headers.Single(header => header is not null)!;

        string[] fitting = [.. files.Where((_, i) => i < headers.Length && headers[i] is not null).Select(Path.GetFileName)!];
        string[] names = fitting.Length > 0 ? fitting : [.. files.Select(Path.GetFileName)!];
        string list = string.Join(", ", names.Take(MostListed)) + (names.Length > MostListed ? ", ..." : string.Empty);
        string found = names.Length == 0 ? "no such file, nor another"
            : fitting.Length > 0 ? $"no such file, but {list}"
            : $"no such file; there is {list}";
        string remedy = fitting.Length > 0 ? "Set ratingsFile to the one that is meant."
            : "Set ratingsFile, and where its header does not name user and item, separator, columns, userColumn and itemColumn.";
        throw new DataFormatException(Path.Combine(folder, format.RatingsFile), 1, 1, "a file of ratings", found, remedy);
    }
}
