namespace Mkr.Model.Data.Synthetic;

/// <summary>A film of the demo world.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Appeal">How popular it is beyond taste, a factor around 1.</param>
/// <param name="Facts">What the knowledge graph says about it.</param>
internal sealed record DemoFilm(string Title, double Appeal, IReadOnlyList<(string Relation, string Entity)> Facts);
