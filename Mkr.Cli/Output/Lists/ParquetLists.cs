using Mkr.Model.Serving;
using Parquet;
using Parquet.Schema;

namespace Mkr.Cli.Output.Lists;

/// <summary>Apache Parquet (https://parquet.apache.org/docs/file-format), written a group of rows at a time.</summary>
internal sealed class ParquetLists : IListFormat
{
    private const int RowsPerGroup = 1 << 18;

    private static readonly DataField<string> User = new("user", true);
    private static readonly DataField<int> Rank = new("rank", false);
    private static readonly DataField<string> Item = new("item", false);
    private static readonly DataField<float> Score = new("score", false);
    private static readonly DataField<double> Probability = new("probability", true);
    private static readonly DataField<string> Source = new("source", false);
    private static readonly ParquetSchema Schema = new(User, Rank, Item, Score, Probability, Source);

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<RecommendationList> lists) => WriteAsync(path, lists).GetAwaiter().GetResult();

    private static async Task WriteAsync(string path, IEnumerable<RecommendationList> lists)
    {
        using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(Schema, file);
        var rows = new List<Row>(RowsPerGroup);
        foreach (RecommendationList list in lists)
        {
            int rank = 0;
            foreach (RecommendedItem item in list) rows.Add(new Row(list.User, ++rank, item));
            if (rows.Count < RowsPerGroup) continue;
            await WriteGroupAsync(writer, rows);
            rows.Clear();
        }

        if (rows.Count > 0) await WriteGroupAsync(writer, rows);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, List<Row> rows)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync(User, rows.ConvertAll(row => row.User!));
        await group.WriteAsync<int>(Rank, rows.Select(row => row.Rank).ToArray());
        await group.WriteAsync(Item, rows.ConvertAll(row => row.Item.Id));
        await group.WriteAsync<float>(Score, rows.Select(row => row.Item.Score).ToArray());
        await group.WriteAsync<double>(Probability, rows.Select(row => row.Item.Probability).ToArray());
        await group.WriteAsync(Source, rows.ConvertAll(row => RecommendationFile.Name(row.Item.Source)));
        group.CompleteValidate();
    }

    private readonly record struct Row(string? User, int Rank, RecommendedItem Item);
}
