namespace Mkr.Model.Data.Sources;

/// <summary>A file of rows, being read. Rows that cannot be split into fields are counted in its log and passed over.</summary>
internal abstract class Table : IDisposable
{
    /// <summary>The number of the row's line, or of the row where the file has no lines; from 1.</summary>
    public abstract long Line { get; }

    /// <summary>The number of fields in the row.</summary>
    public abstract int FieldCount { get; }

    /// <summary>A field of the row, in UTF-8. It is valid until the next <see cref="ReadRow"/>.</summary>
    public abstract ReadOnlySpan<byte> this[int column] { get; }

    /// <summary>Reads the next row; false at the end.</summary>
    public abstract bool ReadRow();

    /// <inheritdoc/>
    public abstract void Dispose();
}
