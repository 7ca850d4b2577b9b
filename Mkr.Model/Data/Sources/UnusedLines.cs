namespace Mkr.Model.Data.Sources;

/// <summary>Lines of a file, or pieces of lines, that are not used for one reason.</summary>
/// <param name="Reason">The reason, in a few words.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstLine">The number of the first one's line, from 1.</param>
public sealed record UnusedLines(string Reason, long Count, long FirstLine);
