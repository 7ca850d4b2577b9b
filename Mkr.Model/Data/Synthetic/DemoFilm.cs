namespace Mkr.Model.Data.Synthetic;

/// <summary>A film of the demo world.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Entity">Its entity's id.</param>
/// <param name="School">The school that it belongs to, which no file tells.</param>
/// <param name="Appeal">How popular it is beyond taste, a factor around 1.</param>
internal sealed record DemoFilm(string Title, string Entity, int School, double Appeal)
{
    /// <summary>The entities that the knowledge graph links it to.</summary>
    public List<string> Links { get; } = [];
}
