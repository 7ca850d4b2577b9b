namespace Mkr.Model.Data.Synthetic;

/// <summary>A film of the demo world.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Appeal">How many people see it, whatever their tastes: a weight, 0 for a film that nobody has seen yet.</param>
/// <param name="Links">What the knowledge graph says of it: relations and their values, all different.</param>
internal sealed record DemoFilm(string Title, double Appeal, IReadOnlyList<(DemoRelation Relation, string Value)> Links)
{
    /// <summary>Its id.</summary>
    public string Id => DemoNames.Slug(Title);

    /// <summary>Its entity's id.</summary>
    public string Entity => "film:" + Id;
}
