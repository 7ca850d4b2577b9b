namespace Mkr.Model.Data.Sources;

/// <summary>
/// What became of the lines of a file. Every line is the header's, or it is used, or it is not for a reason: that they add up is the
/// promise that nothing is lost in silence.
/// </summary>
/// <param name="file">The file's name.</param>
/// <param name="unused">The list of lines, and pieces of lines, that are not used; null where none is kept.</param>
/// <param name="cancellation">Ends the reading at the next line.</param>
internal sealed class LineLog(string file, TextWriter? unused = null, CancellationToken cancellation = default)
{
    private readonly SortedDictionary<string, UnusedLines> _lines = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, UnusedLines> _pieces = new(StringComparer.Ordinal);

    public string File => file;

    /// <summary>The lines of the file, or the rows where it has no lines; counted by who reads it.</summary>
    public long Lines { get; set; }

    public long HeaderLines { get; set; }

    public long Used { get; private set; }

    /// <summary>The lines that are not used, by reason.</summary>
    public IEnumerable<UnusedLines> Unused => _lines.Values;

    /// <summary>Pieces of used lines that are not used themselves, by reason: an item of a list.</summary>
    public IEnumerable<UnusedLines> UnusedPieces => _pieces.Values;

    /// <summary>Counts a line: once for each.</summary>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="reason">Why it is not used; null where it is.</param>
    /// <exception cref="OperationCanceledException">The reading is to end.</exception>
    public void Count(long line, string? reason)
    {
        cancellation.ThrowIfCancellationRequested();
        if (reason is null) Used++;
        else Add(_lines, line, reason);
    }

    /// <summary>Counts a piece of a line that may be used all the same.</summary>
    public void CountPiece(long line, string? reason)
    {
        if (reason is not null) Add(_pieces, line, reason);
    }

    private void Add(SortedDictionary<string, UnusedLines> counts, long line, string reason)
    {
        counts[reason] = counts.TryGetValue(reason, out UnusedLines? known)
            ? known with { Count = known.Count + 1 }
            : new UnusedLines(reason, 1, line);
        unused?.WriteLine($"{file}\t{line}\t{reason}");
    }
}
