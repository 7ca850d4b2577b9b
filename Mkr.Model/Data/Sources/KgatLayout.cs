using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// The layout of KGAT (Wang et al., KDD 2019): <c>train.txt</c> and <c>test.txt</c> with a user and all of its items on a line,
/// <c>kg_final.txt</c> with a triple on a line, all as numbers with spaces between. Item i is entity i. <c>item_list.txt</c> and
/// <c>user_list.txt</c> (<c>org_id remap_id ...</c>) tell the ids from before the renumbering, which become names.
/// </summary>
internal sealed class KgatLayout : IDataLayout
{
    private static readonly string[] Interactions = ["train.txt", "test.txt"];

    /// <inheritdoc/>
    public string Name => "kgat";

    /// <inheritdoc/>
    public string Files => "train.txt, test.txt, kg_final.txt, item_list.txt, user_list.txt, as KGAT has them";

    /// <inheritdoc/>
    public bool Fits(string folder, PrepareOptions options) =>
        File.Exists(Path.Combine(folder, Interactions[0])) && File.Exists(Path.Combine(folder, "kg_final.txt"));

    /// <inheritdoc/>
    public DataSource Open(string folder, PrepareOptions options) => new(Name)
    {
        Interactions = [.. Existing(folder, Interactions).Select(Lists)],
        Owners =
        [
            .. Existing(folder, "item_list.txt").Select(path => Names(path, FeatureOwner.Item)),
            .. Existing(folder, "user_list.txt").Select(path => Names(path, FeatureOwner.User)),
        ],
        Graph = [TableParts.Triples(
            new TextFile(Path.Combine(folder, "kg_final.txt"), ["head", "relation", "tail"], " ") { HeaderLines = 0 }, 0, 1, 2)],
    };

    private static IEnumerable<string> Existing(string folder, params string[] files) =>
        files.Select(file => Path.Combine(folder, file)).Where(File.Exists);

    private static SourcePart Lists(string path) => new(path, "a user and its items, spaces between; the part is not kept", (sink, log) =>
    {
        using Table table = new TextFile(path, ["user"], " ") { HeaderLines = 0, IsOpenEnded = true }.Open(log);
        while (table.ReadRow()) log.Count(table.Line, Read(table, sink, log));
    });

    /// <summary>The line is used if one of its items is.</summary>
    private static string? Read(Table table, IDataSink sink, LineLog log)
    {
        string? reason = "a user without items";
        bool isUsed = false;
        for (int column = 1; column < table.FieldCount; column++)
        {
            if (table[column].IsEmpty) continue; // a space at the end
            reason = sink.Link(table[column], table[column]);
            if (reason is null or IDataSink.LinkAgain) reason = sink.Interaction(table[0], table[column], default, default);
            isUsed |= reason is null;
            log.CountPiece(table.Line, reason);
        }

        return isUsed ? null : reason;
    }

    /// <summary>A list with <c>remap_id</c>, an id of the files above, and <c>org_id</c>. Columns differ among the data sets.</summary>
    private static SourcePart Names(string path, FeatureOwner owner)
    {
        using DelimitedReader header = new TextFile(path, [], " ").OpenRows();
        string[] columns = header.ReadRow()
            ? [.. Enumerable.Range(0, header.ColumnCount).Select(column => System.Text.Encoding.UTF8.GetString(header[column]))]
            : [];
        int id = Array.IndexOf(columns, "remap_id"), name = Array.IndexOf(columns, "org_id");
        return id >= 0 && name >= 0
            ? TableParts.Owners(new TextFile(path, columns, " "), owner, id, name, [])
            : throw new DataFormatException(path, 1, 1, "a header with org_id and remap_id", "another line", "Correct or remove the file.");
    }
}
