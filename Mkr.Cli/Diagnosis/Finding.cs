namespace Mkr.Cli.Diagnosis;

/// <summary>Something that <c>mkr doctor</c> has looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">How it is.</param>
/// <param name="Remedy">What to do about it, as a sentence; null where nothing is wrong.</param>
internal sealed record Finding(string Name, string Value, string? Remedy = null);
