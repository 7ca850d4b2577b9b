using System.Globalization;

namespace Mkr.Model.Export.Vectors;

/// <summary>
/// Two tab-separated files as the Embedding Projector loads them (https://projector.tensorflow.org): the vectors, a row a line and without
/// a heading, and their ids and names. A file of one column has no heading there, one of two has.
/// </summary>
internal sealed class ProjectorFiles : IVectorFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Write(string folder, VectorTable table, VectorIds ids)
    {
        string[] files = [table.Name + ".vectors.tsv", table.Name + ".metadata.tsv"];
        File.WriteAllLines(Path.Combine(folder, files[0]), Enumerable.Range(0, table.Rows).Select(row => Line(table.Row(row))));
        File.WriteAllLines(
            Path.Combine(folder, files[1]),
            ids.Names.Count == 0
                ? ids.Ids.Select(Cell)
                : ids.Ids.Select((id, row) => $"{Cell(id)}\t{Cell(ids.NameOf(row) ?? string.Empty)}")
                    .Prepend("id\tname"));
        return files;
    }

    /// <summary>A tab or a line end would be another column or row.</summary>
    private static string Cell(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");

    private static string Line(ReadOnlySpan<float> vector) =>
        string.Join('\t', vector.ToArray().Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
}
