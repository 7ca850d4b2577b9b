using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invents films and those who made them. People have a genre in which they mostly work, and a director a country: facts go together, as
/// they do in the real world.
/// </summary>
internal sealed class DemoCatalogue
{
    private const int FilmCount = 460;
    private const int DirectorsPerGenre = 6;
    private const int ActorsPerGenre = 12;
    private const int ComposersPerGenre = 3;

    private static readonly string[] Genres =
    [
        "adventure", "animation", "comedy", "drama", "fantasy", "horror", "musical", "mystery", "romance", "science-fiction", "thriller",
        "western",
    ];

    private static readonly string[] Countries =
        ["castrel", "dalmere", "esterby", "norvenia", "ostmark-isles", "quellan", "tavia", "veldt"];

    private readonly SeededRandom _random;
    private readonly string[][] _directors, _actors, _composers;
    private readonly Dictionary<string, string> _countryOf = [];

    public DemoCatalogue(DemoNames names, SeededRandom random)
    {
        _random = random;
        _directors = People(names, DirectorsPerGenre);
        _actors = People(names, ActorsPerGenre);
        _composers = People(names, ComposersPerGenre);
        foreach (string director in _directors.SelectMany(people => people)) _countryOf[director] = Pick(Countries);
        Films = [.. Enumerable.Range(0, FilmCount).Select(_ => Film(names.Title()))];
    }

    /// <summary>The films.</summary>
    public IReadOnlyList<DemoFilm> Films { get; }

    private static string[][] People(DemoNames names, int perGenre) =>
        [.. Genres.Select(_ => Enumerable.Range(0, perGenre).Select(_ => "person:" + DemoNames.Slug(names.Person())).ToArray())];

    private DemoFilm Film(string title)
    {
        int genre = _random.NextInt32(Genres.Length);
        string director = Pick(_directors[Mostly(genre, 0.9)]);
        var facts = new List<(string, string)> { ("genre", "genre:" + Genres[genre]) };
        if (_random.NextDouble() < 0.4) facts.Add(("genre", "genre:" + Genres[(genre + 1 + _random.NextInt32(2)) % Genres.Length]));
        facts.Add(("director", director));
        int actors = 2 + _random.NextInt32(2);
        while (actors > 0)
        {
            (string, string) fact = ("actor", Pick(_actors[Mostly(genre, 0.8)]));
            if (facts.Contains(fact)) continue;
            facts.Add(fact);
            actors--;
        }

        facts.Add(("composer", Pick(_composers[Mostly(genre, 0.7)])));
        facts.Add(("country", "country:" + _countryOf[director]));
        return new DemoFilm(title, 0.7 + (0.6 * _random.NextDouble()), facts);
    }

    /// <summary>The genre itself with the given probability, else any.</summary>
    private int Mostly(int genre, double probability) => _random.NextDouble() < probability ? genre : _random.NextInt32(Genres.Length);

    private string Pick(string[] values) => values[_random.NextInt32(values.Length)];
}
