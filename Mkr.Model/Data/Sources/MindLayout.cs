using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// MIND, Microsoft's news data (Wu et al., ACL 2020): <c>behaviors.tsv</c> (impression, user, time, history, impressions as
/// <c>NEWS-1</c> for a click and <c>NEWS-0</c>) and <c>news.tsv</c> (news, category, subcategory, title, abstract, URL, and the entities of
/// title and abstract as JSON), in the folder itself or in folders of it, one for each part.
/// </summary>
internal sealed class MindLayout : IDataLayout
{
    private const string BehaviorsFile = "behaviors.tsv", NewsFile = "news.tsv";

    /// <inheritdoc/>
    public string Name => "mind";

    /// <inheritdoc/>
    public string Files => "behaviors.tsv and news.tsv, as MIND has them, or folders with these";

    /// <inheritdoc/>
    public bool Fits(string folder, PrepareOptions options) => Folders(folder).Any();

    /// <inheritdoc/>
    public DataSource Open(string folder, PrepareOptions options)
    {
        string[] folders = [.. Folders(folder)];
        string[] news = [.. folders.Select(part => Path.Combine(part, NewsFile)).Where(File.Exists)];
        return new DataSource(Name)
        {
            Links = [.. news.Select(path => Part(path, MindNews.Columns, "the entities of title and abstract", MindNews.ReadLinks))],
            Interactions = [.. folders.Select(part => Part(Path.Combine(part, BehaviorsFile),
                ["impression", "user", "time", "history", "impressions"],
                "clicks and news that was shown; clicks of the history have the time 0", ReadBehavior))],
            Owners = [.. news.Select(path => Part(path, MindNews.Columns, "title, its words, category, subcategory", MindNews.ReadNews))],
            HasRatings = true,
            HasTimes = true,
            Threshold = 1,
            Duplicates = DuplicateRule.Highest,
        };
    }

    private static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
        .Prepend(folder).Where(part => File.Exists(Path.Combine(part, BehaviorsFile)));

    private static SourcePart Part(string path, string[] columns, string note, Func<Table, IDataSink, LineLog, string?> read) =>
        new(path, note, (sink, log) =>
        {
            using Table table = new TextFile(path, columns, "\t") { HeaderLines = 0 }.Open(log);
            while (table.ReadRow()) log.Count(table.Line, read(table, sink, log));
        });

    /// <summary>The line is used if a click or an impression of it is.</summary>
    private static string? ReadBehavior(Table table, IDataSink sink, LineLog log)
    {
        string? reason = "no history and no impressions";
        bool isUsed = false;
        foreach (Range range in table[3].Split((byte)' ')) Add(table[3][range], "1"u8, "0"u8, ref reason);
        foreach (Range range in table[4].Split((byte)' '))
        {
            ReadOnlySpan<byte> shown = table[4][range];
            if (shown.EndsWith("-1"u8) || shown.EndsWith("-0"u8)) Add(shown[..^2], shown[^1..], table[2], ref reason);
            else if (!shown.IsEmpty) log.CountPiece(table.Line, reason = "an impression without -0 or -1");
        }

        return isUsed ? null : reason;

        void Add(ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, ReadOnlySpan<byte> time, ref string? why)
        {
            if (item.IsEmpty) return;
            why = sink.Interaction(table[1], item, rating, time);
            isUsed |= why is null;
            log.CountPiece(table.Line, why);
        }
    }
}
