using Parquet;
using Parquet.Schema;

namespace Mkr.Model.Export.Vectors;

/// <summary>
/// Apache Parquet (https://parquet.apache.org/docs/file-format): the columns <c>id</c>, <c>name</c>, null where there is none, and
/// <c>vector</c>, a list of floats. Rows are written in groups, so that a reader need not hold them all.
/// </summary>
internal sealed class ParquetVectors : IVectorFormat
{
    private const int RowsOfGroup = 65_536;

    // Of a list that is there, and whose elements are there: an element is defined at level 2, and all but the first repeat level 1.
    private const int Present = 2, Repeated = 1;

    private static readonly DataField<string> Id = new("id", false);
    private static readonly DataField<string> Name = new("name", true);
    private static readonly DataField<float> Element = new("element", false);
    private static readonly ParquetSchema Schema = new(Id, Name, new ListField("vector", Element));

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(string folder, VectorTable table, VectorIds ids)
    {
        string file = table.Name + ".parquet";
        WriteAsync(Path.Combine(folder, file), table, ids).GetAwaiter().GetResult();
        return [file];
    }

    private static async Task WriteAsync(string path, VectorTable table, VectorIds ids)
    {
        using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(Schema, file);
        for (int start = 0; start < table.Rows; start += RowsOfGroup)
        {
            int count = Math.Min(RowsOfGroup, table.Rows - start);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(Id, ids.Ids.Skip(start).Take(count).ToArray());
            await group.WriteAsync(Name, Enumerable.Range(start, count).Select(row => ids.NameOf(row)!).ToArray());
            int[] levels = new int[count * table.Columns], repetitions = new int[levels.Length];
            Array.Fill(levels, Present);
            for (int i = 0; i < repetitions.Length; i++) repetitions[i] = i % table.Columns == 0 ? 0 : Repeated;
            await group.WriteAllPartsAsync<float>(
                Element, table.Values.Slice(start * table.Columns, levels.Length), levels, repetitions, CancellationToken.None);
            group.CompleteValidate();
        }
    }
}
