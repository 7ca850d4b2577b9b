using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Sources;
using Mkr.Model.Models;

namespace Mkr.Model.Data.Preparation;

/// <summary>What a data set had and what was made of it: nothing is dropped in silence.</summary>
internal sealed record PreparationReport
{
    /// <summary>The layout.</summary>
    public required string Layout { get; init; }

    /// <summary>Every file that was read, as often as it was.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>Files of the folder that belong to nothing.</summary>
    public required IReadOnlyList<string> FilesNotRead { get; init; }

    /// <summary>Users with an interaction.</summary>
    public int Users { get; init; }

    /// <summary>Items: those of links, of interactions, and of the file of items.</summary>
    public int Items { get; init; }

    /// <summary>Interactions, repetitions included.</summary>
    public long Interactions { get; init; }

    /// <summary>Those of them at or above the threshold.</summary>
    public long Positives { get; init; }

    /// <summary>The least and the largest rating; null where there are none.</summary>
    public RatingRange? Ratings { get; init; }

    /// <summary>The rating from which on an interaction is a positive; null where each is.</summary>
    public double? Threshold { get; init; }

    /// <summary>Interactions whose pair of user and item has been before; kept.</summary>
    public long RepeatedPairs { get; init; }

    /// <summary>Which rating of a pair counts.</summary>
    public DuplicateRule Duplicates { get; init; }

    /// <summary>How often users occur in interactions.</summary>
    public required DegreeSummary UserDegrees { get; init; }

    /// <summary>How often items do.</summary>
    public required DegreeSummary ItemDegrees { get; init; }

    /// <summary>Whether items are linked by name, since there is no link.</summary>
    public bool IsLinkedByName { get; init; }

    /// <summary>Items without an entity, which get one of their own.</summary>
    public int UnlinkedItems { get; init; }

    /// <summary>Those of them whose name several entities have.</summary>
    public int AmbiguousItems { get; init; }

    /// <summary>Triples, repetitions included.</summary>
    public long Triples { get; init; }

    /// <summary>Triples that have been before; kept.</summary>
    public long RepeatedTriples { get; init; }

    /// <summary>Entities of triples.</summary>
    public int Entities { get; init; }

    /// <summary>Relations.</summary>
    public int Relations { get; init; }

    /// <summary>Entities that are heads, and neither a tail nor an item's.</summary>
    public int DanglingHeads { get; init; }

    /// <summary>How often entities occur in triples.</summary>
    public required DegreeSummary EntityDegrees { get; init; }

    /// <summary>Names of users and items.</summary>
    public long Names { get; init; }

    /// <summary>Values of raw features.</summary>
    public long Features { get; init; }

    /// <summary>Their fields.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>What training takes.</summary>
    public required DataEstimate Estimate { get; init; }

    /// <summary>The command that trains on the prepared folder.</summary>
    public string NextCommand(string folder) =>
        $"mkr train --data {folder}" + (Estimate.Model == ModelCatalog.Default.Name ? string.Empty : $" --model {Estimate.Model}");

    /// <summary>Readable lines.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        $"layout: {Layout}",
        .. Files.SelectMany(FileLines),
        .. FilesNotRead.Count == 0 ? [] : new[] { $"files not read: {string.Join(", ", FilesNotRead)}" },
        Text($"interactions: {Interactions:N0} of {Users:N0} users and {Items:N0} items; positives: {Positives:N0}, {ThresholdText}"),
        Text($"  pairs again: {RepeatedPairs:N0}, kept; duplicates={Duplicates.ToString().ToLowerInvariant()} says which rating counts"),
        Degrees("  of a user", UserDegrees),
        Degrees("  of an item", ItemDegrees),
        Text($"items without a link: {UnlinkedItems:N0}, given an entity of their own; ") + LinkText,
        Text($"triples: {Triples:N0} of {Entities:N0} entities and {Relations:N0} relations; again: {RepeatedTriples:N0}, kept"),
        Text($"  dangling heads, which no path from an item leads to: {DanglingHeads:N0}"),
        Degrees("  of an entity", EntityDegrees),
        Text($"names: {Names:N0}; features: {Features:N0}")
            + (Fields.Count == 0 ? string.Empty : $" in {string.Join(", ", Fields)}"),
        Text($"estimate of training {Estimate.Model} on one core: {Estimate.MemoryBytes / 1e6:N0} MB, {Estimate.Seconds:N0} s ")
            + Text($"and {Estimate.SecondsPerEpoch:N1} s an epoch"),
    ];

    private string ThresholdText => Ratings is not { } range
        ? "as every line is"
        : Threshold is double threshold
            ? Text($"a rating from {threshold} on; ratings are from {range.Least} to {range.Most}")
            : Text($"whatever the rating; ratings are from {range.Least} to {range.Most}");

    private string LinkText => IsLinkedByName
        ? Text($"there is no link, so items were linked by exact name; several entities have the name of {AmbiguousItems:N0}")
        : "the others have links";

    private static IEnumerable<string> FileLines(FileReport file) =>
    [
        $"{file.File}: {file.Note}",
        Text($"  lines: {file.Lines:N0}; header {file.HeaderLines:N0}, used {file.Used:N0}, not used {file.Unused.Sum(u => u.Count):N0}"),
        .. file.Unused.Select(unused => Text($"    {unused.Reason}: {unused.Count:N0}, first in line {unused.FirstLine}")),
        .. file.UnusedPieces.Select(piece => Text($"    pieces, {piece.Reason}: {piece.Count:N0}, first in line {piece.FirstLine}")),
    ];

    private static string Degrees(string what, DegreeSummary all) =>
        Text($"{what}: {all.Least:N0} to {all.Most:N0}, median {all.Median:N0}, mean {all.Mean:0.0}; below five: {all.BelowFive:N0}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
