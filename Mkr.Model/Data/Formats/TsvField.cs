using System.Buffers;

namespace Mkr.Model.Data.Formats;

/// <summary>Writes the fields of tab-separated files.</summary>
internal static class TsvField
{
    private static readonly SearchValues<byte> Unwritable = SearchValues.Create("\t\r\n"u8);

    /// <summary>Whether a field can be written: it contains no tab and no line end.</summary>
    public static bool CanHold(ReadOnlySpan<byte> field) => !field.ContainsAny(Unwritable);

    /// <summary>Writes a text, with spaces for tabs and line ends.</summary>
    public static void WriteText(FileStream file, ReadOnlySpan<byte> text)
    {
        for (int end; (end = text.IndexOfAny(Unwritable)) >= 0; text = text[(end + 1)..])
        {
            file.Write(text[..end]);
            file.WriteByte((byte)' ');
        }

        file.Write(text);
    }

    /// <summary>Writes a field as it is.</summary>
    /// <exception cref="InvalidOperationException">It contains a tab or a line end.</exception>
    public static void Write(FileStream file, ReadOnlySpan<byte> field)
    {
        if (field.ContainsAny(Unwritable))
        {
            throw new InvalidOperationException(
                $"The id {DelimitedReader.Show(field)} contains a tab or a line end, and no line can hold it. Replace it in the data.");
        }

        file.Write(field);
    }
}
