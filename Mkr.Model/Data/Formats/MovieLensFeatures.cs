using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Makes raw features of MovieLens-1M's <c>movies.dat</c> (<c>id::title (year)::genre|genre</c>, in ISO-8859-1): the fields <c>genre</c>
/// and <c>title</c>, the words of the title.
/// </summary>
internal static class MovieLensFeatures
{
    private const int ShortestWord = 2;

    /// <summary>Reads films and writes a line for each of their genres and words, as a features file has them.</summary>
    /// <param name="movies">The file of films.</param>
    /// <param name="path">The features file to write.</param>
    /// <returns>The films and the lines.</returns>
    /// <exception cref="DataFormatException">A film's line has not three columns, or an empty one.</exception>
    public static (int Films, int Lines) Write(string movies, string path)
    {
        using var rows = new DelimitedReader(movies, "film", "::", leastColumns: 3, mostColumns: 3, validate: false);
        using var file = new FileStream(path, FileMode.Create);
        int films = 0, lines = 0;
        while (rows.ReadRow())
        {
            films++;
            byte[] id = rows.Id(0, "a film's id").ToArray();
            string title = Encoding.Latin1.GetString(rows.Required(1, "a title"));
            string genres = Encoding.Latin1.GetString(rows.Required(2, "a genre"));
            foreach (string genre in genres.Split('|', StringSplitOptions.RemoveEmptyEntries)) Add(id, "genre", genre);
            foreach (string word in Words(title)) Add(id, "title", word);
        }

        return films > 0 ? (films, lines) : throw rows.AtEnd();

        void Add(byte[] id, string field, string value)
        {
            TsvField.Write(file, id);
            file.Write(Encoding.UTF8.GetBytes($"\t{field}\t"));
            TsvField.Write(file, Encoding.UTF8.GetBytes(value));
            file.WriteByte((byte)'\n');
            lines++;
        }
    }

    /// <summary>
    /// The words of a title in lower case: runs of two letters or digits and more, without the year in parentheses at the end.
    /// </summary>
    public static IEnumerable<string> Words(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        int year = title.LastIndexOf('(');
        if (year >= 0 && title[year..].TrimEnd() is ['(', _, _, _, _, ')']) title = title[..year];
        var word = new StringBuilder();
        foreach (char c in title + ' ')
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (word.Length >= ShortestWord) yield return word.ToString();
            word.Clear();
        }
    }
}
