namespace Mkr.Model.Data.Formats;

/// <summary>How a file of ids and readable names is written. Names are for people: where the file is missing there are just none.</summary>
/// <param name="File">The file's name in the data set's folder.</param>
/// <param name="Separator">The separator between columns.</param>
/// <param name="Columns">The number of columns.</param>
public sealed record NamesFormat(string File, string Separator, int Columns)
{
    /// <summary>Lines before the first name.</summary>
    public int HeaderLines { get; init; }

    /// <summary>The column of the user's or item's id, from 0.</summary>
    public int IdColumn { get; init; }

    /// <summary>The column of the name, from 0.</summary>
    public int NameColumn { get; init; } = 1;

    /// <summary>Whether the file is in ISO-8859-1 instead of UTF-8.</summary>
    public bool IsLatin1 { get; init; }
}
