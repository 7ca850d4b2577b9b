namespace Mkr.Model.Data.Download;

/// <summary>What was done about a file, and which content was found.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Content">The content; null where it was <see cref="FetchOutcome.LeftOut"/>.</param>
internal sealed record FetchedFile(string Name, FetchOutcome Outcome, KnownContent? Content);
