using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invents films, and what the graph says of them by seven relations. Values and films are popular by power laws, a film independently of
/// its values, so that neither tells of the other.
/// </summary>
internal sealed class DemoCatalogue
{
    private const int FilmCount = 320;
    private const int NewFilms = 10;
    private const double Plateau = 16; // the appeal of the k-th film is 1 / (k + Plateau)

    private static readonly string[] Genres =
    [
        "adventure", "animation", "biography", "comedy", "crime", "drama", "fantasy", "history", "horror", "musical", "mystery", "romance",
        "science-fiction", "thriller", "war", "western",
    ];

    private static readonly string[] Countries =
        ["Brazil", "Denmark", "France", "India", "Italy", "Japan", "Kenya", "Korea", "Mexico", "Poland", "Spain", "Sweden"];

    private static readonly string[] Decades = ["1960s", "1970s", "1980s", "1990s", "2000s", "2010s"];

    private readonly SeededRandom _random;

    public DemoCatalogue(DemoNames names, SeededRandom random)
    {
        _random = random;
        Relations =
        [
            new("genre", Entities("genre", Genres), MostPerFilm: 2, Share: 1, Liked: 2, Pull: 16),
            new("director", People(names, 48), MostPerFilm: 1, Share: 1, Liked: 3, Pull: 12),
            new("actor", People(names, 120), MostPerFilm: 3, Share: 1, Liked: 3, Pull: 3),
            new("series", Entities("series", Invent(30, names.Series)), MostPerFilm: 1, Share: 0.4, Liked: 2, Pull: 12),
            new("country", Entities("country", Countries), MostPerFilm: 1, Share: 1, Liked: 0, Pull: 0),
            new("decade", Entities("decade", Decades), MostPerFilm: 1, Share: 1, Liked: 0, Pull: 0),
            new("studio", Entities("studio", Invent(20, names.Studio)), MostPerFilm: 1, Share: 1, Liked: 0, Pull: 0),
        ];
        int[] ranks = [.. Enumerable.Range(1, FilmCount)];
        random.Shuffle(ranks.AsSpan());
        Films = [.. ranks.Select(rank => new DemoFilm(names.Title(), rank > FilmCount - NewFilms ? 0 : 1 / (rank + Plateau), Links()))];
    }

    /// <summary>The relations.</summary>
    public IReadOnlyList<DemoRelation> Relations { get; }

    /// <summary>The films, in random order.</summary>
    public IReadOnlyList<DemoFilm> Films { get; }

    private (DemoRelation Relation, string Value)[] Links()
    {
        var links = new HashSet<(DemoRelation, string)>();
        foreach (DemoRelation relation in Relations)
        {
            if (_random.NextDouble() >= relation.Share) continue;
            for (int count = 1 + _random.NextInt32(relation.MostPerFilm); count > 0; count--)
                links.Add((relation, relation.Draw(_random)));
        }

        return [.. links];
    }

    private static string[] People(DemoNames names, int count) => Entities("person", Invent(count, names.Person));

    private static string[] Entities(string kind, IEnumerable<string> names) => [.. names.Select(name => $"{kind}:{DemoNames.Slug(name)}")];

    private static string[] Invent(int count, Func<string> name) => [.. Enumerable.Range(0, count).Select(_ => name())];
}
