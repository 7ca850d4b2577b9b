using Parquet;
using Parquet.Schema;

namespace Mkr.Model.Data.Sources;

/// <summary>A file in Apache Parquet's format, of which plain columns are read and lists are not.</summary>
/// <param name="path">The file.</param>
/// <param name="fields">The columns that are read.</param>
/// <param name="others">The names of those that are not.</param>
internal sealed class ParquetFile(string path, DataField[] fields, string[] others) : ITableFile
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = [.. fields.Select(field => field.Name)];

    /// <inheritdoc/>
    public string Description => "parquet" + (others.Length == 0 ? string.Empty : $", without {string.Join(", ", others)}");

    /// <summary>Reads the schema.</summary>
    /// <exception cref="DataFormatException">The file is missing, or no such file.</exception>
    public static ParquetFile Open(string path)
    {
        try
        {
            DataField[] all = ParquetReader.ReadSchemaAsync(path).GetAwaiter().GetResult().GetDataFields();
            return new ParquetFile(
                path, [.. all.Where(ParquetColumn.CanRead)], [.. all.Where(field => !ParquetColumn.CanRead(field)).Select(f => f.Name)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ParquetException or InvalidDataException)
        {
            string found = File.Exists(path) ? e.Message.TrimEnd('.') : "no such file";
            throw new DataFormatException(path, 1, 1, "a Parquet file", found, "Check the file.");
        }
    }

    /// <inheritdoc/>
    public Table Open(LineLog log) => new ParquetTable(path, fields, log);
}
