using Mkr.Model.Data.Sources;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// Makes a prepared folder of a data set in any layout: one that <see cref="Formats.RawDataReader"/> reads without a setting. Files are
/// read line by line, in memory that grows with users, items and entities, not with lines.
/// </summary>
internal static class DataPreparer
{
    /// <summary>The name of the file that lists every line, or piece of one, that is not used, and why.</summary>
    public const string UnusedFile = "unused.tsv";

    private const string ReportFile = "report.txt";

    /// <summary>The layouts that there are: name and files.</summary>
    public static IReadOnlyList<(string Name, string Files)> Layouts => [.. DataLayouts.All.Select(layout => (layout.Name, layout.Files))];

    /// <summary>Prepares a data set.</summary>
    /// <param name="source">Its folder.</param>
    /// <param name="target">An empty folder to write to.</param>
    /// <param name="options">What its files do not tell.</param>
    /// <param name="cancellation">Ends it; the target is then of no use.</param>
    /// <exception cref="DataFormatException">
    /// No layout fits, a file is missing or does not tell its columns, or nothing is used.
    /// </exception>
    /// <exception cref="Settings.SettingException">An option is bad.</exception>
    /// <exception cref="OperationCanceledException">It was to end.</exception>
    public static PreparationReport Prepare(
        string source, string target, PrepareOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        DataSource data = DataLayouts.Open(source, options);
        data = data with { KeepsUnlinked = options.KeepsUnlinked ?? data.KeepsUnlinked };
        using var folder = new PreparedFolder(target, data, options.Threshold);
        List<FileReport> files = Read(source, target, data, folder, cancellation);
        if (folder.Ratings.Count == 0) throw NothingUsed(data, files);
        folder.Finish();
        PreparationReport report = Report(source, data, folder, files);
        File.WriteAllLines(Path.Combine(target, ReportFile), report.ToLines());
        return report;
    }

    private static List<FileReport> Read(
        string source, string target, DataSource data, PreparedFolder folder, CancellationToken cancellation)
    {
        var files = new List<FileReport>();
        using var unused = new StreamWriter(Path.Combine(target, UnusedFile));
        unused.WriteLine("file\tline\treason");
        ReadAll(data.Links);
        folder.EndLinks();
        ReadAll(data.Interactions);
        ReadAll(data.Owners);
        folder.EndItems();
        ReadAll(data.Graph);
        return files;

        void ReadAll(IEnumerable<SourcePart> parts)
        {
            foreach (SourcePart part in parts)
            {
                var log = new LineLog(Path.GetRelativePath(source, part.Path), unused, cancellation);
                part.Read(folder, log);
                files.Add(new FileReport(
                    log.File, part.Note, log.Lines, log.HeaderLines, log.Used, [.. log.Unused], [.. log.UnusedPieces]));
            }
        }
    }

    private static DataFormatException NothingUsed(DataSource data, List<FileReport> files)
    {
        SourcePart part = data.Interactions[0];
        IEnumerable<UnusedLines> unused = files.Skip(data.Links.Count).Take(data.Interactions.Count).SelectMany(file => file.Unused);
        UnusedLines? most = unused.MaxBy(reason => reason.Count);
        return new DataFormatException(part.Path, most?.FirstLine ?? 1, 1, "an interaction that can be used",
            most is null ? "none" : $"{most.Reason} in {most.Count} lines",
            "Check how the file was read: --separator, --quote, --encoding, --user, --item, --rating, --time.");
    }

    private static PreparationReport Report(string source, DataSource data, PreparedFolder folder, List<FileReport> files)
    {
        (ItemLinks links, RatingsWriter ratings, GraphWriter graph) = (folder.Links, folder.Ratings, folder.Graph);
        long things = ratings.Users.Count + links.Items.Count + (long)graph.EntityCount;
        return new PreparationReport
        {
            Layout = data.Layout,
            Files = files,
            FilesNotRead = [.. NotRead(source, data)],
            Users = ratings.Users.Count,
            Items = links.Items.Count,
            Interactions = ratings.Count,
            Positives = ratings.Positives,
            Ratings = data.HasRatings ? new RatingRange(ratings.LeastRating, ratings.MostRating) : null,
            Threshold = ratings.Threshold is double threshold && double.IsFinite(threshold) ? threshold : null,
            RepeatedPairs = ratings.CountRepeats(),
            Duplicates = data.Duplicates,
            UserDegrees = ratings.UserDegrees.Summarize(ratings.Users.Count),
            ItemDegrees = ratings.ItemDegrees.Summarize(links.Items.Count),
            IsLinkedByName = links.IsByName,
            UnlinkedItems = links.Unlinked.Count,
            AmbiguousItems = links.Ambiguous,
            Triples = graph.Count,
            RepeatedTriples = graph.CountRepeats(),
            Entities = graph.EntityCount,
            Relations = graph.RelationCount,
            DanglingHeads = graph.CountDanglingHeads(),
            EntityDegrees = graph.EntityDegrees,
            Names = folder.Owners.Sum(owner => owner.NameCount),
            Features = folder.Owners.Sum(owner => owner.FeatureCount),
            Fields = [.. folder.Owners.SelectMany(owner => owner.Fields).Distinct()],
            Estimate = DataEstimate.Of(ratings.Count, ratings.Positives, links.Items.Count, things, graph.Count),
        };
    }

    private static IEnumerable<string> NotRead(string source, DataSource data)
    {
        var read = data.Parts.Select(part => Path.GetFullPath(part.Path)).ToHashSet();
        return Directory.EnumerateFiles(source).Where(file => !read.Contains(Path.GetFullPath(file))).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);
    }
}
