using Mkr.Model.Data.Sources;

namespace Mkr.Model.Data.Preparation;

/// <summary>What became of the lines of a file: lines = header + used + unused.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Note">How it was read.</param>
/// <param name="Lines">The lines.</param>
/// <param name="HeaderLines">Those of the header.</param>
/// <param name="Used">Those that are used.</param>
/// <param name="Unused">Those that are not, by reason.</param>
/// <param name="UnusedPieces">Pieces of lines that are not used, by reason.</param>
internal sealed record FileReport(
    string File, string Note, long Lines, long HeaderLines, long Used, IReadOnlyList<UnusedLines> Unused,
    IReadOnlyList<UnusedLines> UnusedPieces);
