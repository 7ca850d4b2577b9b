using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>Reads readable names of users or items.</summary>
internal sealed class NamesReader
{
    private NamesReader(int count) => Names = new string?[count];

    /// <summary>Names by index; null where there is none.</summary>
    public string?[] Names { get; }

    public int Lines { get; private set; }

    public int Used { get; private set; }

    /// <summary>Reads the names of the ids in <paramref name="vocabulary"/>: none where there is no format or no file.</summary>
    public static NamesReader Read(string folder, NamesFormat? format, Vocabulary vocabulary, IdNormalization normalization)
    {
        var result = new NamesReader(vocabulary.Count);
        if (format is null || !File.Exists(Path.Combine(folder, format.File))) return result;
        using var rows = new DelimitedReader(
            Path.Combine(folder, format.File), "name", format.Separator, format.Columns, format.Columns, validate: !format.IsLatin1)
        {
            Normalization = format.IsLatin1 ? IdNormalization.None : normalization,
        };
        Encoding encoding = format.IsLatin1 ? Encoding.Latin1 : Encoding.UTF8;
        rows.SkipLines(format.HeaderLines);
        while (rows.ReadRow())
        {
            result.Lines++;
            ReadOnlySpan<byte> id = rows.Id(format.IdColumn, "an id");
            if (!vocabulary.TryGetIndex(id, out int index)) continue;
            if (result.Names[index] is not null)
                throw rows.Error(format.IdColumn, "each id once", $"{DelimitedReader.Show(id)} again", "Delete one of the lines.");
            result.Names[index] = encoding.GetString(rows.Required(format.NameColumn, "a name"));
            result.Used++;
        }

        return result;
    }
}
