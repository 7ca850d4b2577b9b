using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invents films and what they link to: a genre, a director, two actors, and other films. There are schools of film-making, and most links
/// stay within a school: the only trace of it. Each genre, person and film is linked to about equally often, so that a link's target cannot
/// be guessed from how common it is.
/// </summary>
internal sealed class DemoCatalogue
{
    /// <summary>The number of schools.</summary>
    public const int SchoolCount = 4;

    private const int FilmsPerSchool = 60;
    private const int FilmsPerEntity = 15;
    private const int EntitiesPerSchool = FilmsPerSchool / FilmsPerEntity;
    private const int LinksToFilms = 12;
    private const double StrayLinks = 0.05;

    private static readonly string[] Genres =
    [
        "adventure", "animation", "biography", "comedy", "crime", "drama", "fantasy", "history", "horror", "musical", "mystery", "romance",
        "science-fiction", "thriller", "war", "western",
    ];

    private readonly SeededRandom _random;

    public DemoCatalogue(DemoNames names, SeededRandom random)
    {
        _random = random;
        Films = [.. Enumerable.Range(0, SchoolCount * FilmsPerSchool).Select(i => Film(names.Title(), i % SchoolCount))];
        LinkToShared([.. Genres.Select(genre => "genre:" + genre)]);
        for (int role = 0; role < 3; role++) // a director and two actors
            LinkToShared([.. Enumerable.Range(0, SchoolCount * EntitiesPerSchool).Select(_ => "person:" + DemoNames.Slug(names.Person()))]);
        for (int link = 0; link < LinksToFilms; link++)
            Link(film => film.Entity);
    }

    /// <summary>The films.</summary>
    public IReadOnlyList<DemoFilm> Films { get; }

    private DemoFilm Film(string title, int school) =>
        new(title, "film:" + DemoNames.Slug(title), school, 0.7 + (0.6 * _random.NextDouble()));

    /// <summary>Links each film to one of <paramref name="entities"/>, an equal share of which belongs to each school.</summary>
    private void LinkToShared(string[] entities)
    {
        var entityOf = new Dictionary<DemoFilm, string>();
        foreach (IGrouping<int, DemoFilm> school in Films.GroupBy(film => film.School))
        {
            foreach ((int place, DemoFilm film) in school.Index())
                entityOf[film] = entities[(school.Key * EntitiesPerSchool) + (place / FilmsPerEntity)];
        }

        Link(film => entityOf[film]);
    }

    /// <summary>
    /// Links each film to the entity of another film, mostly of its school; each film is
    /// the other one once, but for links to itself and repeated ones, which are left out.
    /// </summary>
    private void Link(Func<DemoFilm, string> entity)
    {
        DemoFilm[] others = new DemoFilm[Films.Count];
        foreach (IGrouping<int, int> school in Enumerable.Range(0, others.Length).GroupBy(i => Films[i].School))
            Permute([.. school], Films);
        Permute([.. Enumerable.Range(0, others.Length).Where(_ => _random.NextDouble() < StrayLinks)], [.. others]);
        foreach ((DemoFilm film, DemoFilm other) in Films.Zip(others))
        {
            string target = entity(other);
            if (target != film.Entity && !film.Links.Contains(target)) film.Links.Add(target);
        }

        void Permute(int[] places, IReadOnlyList<DemoFilm> films)
        {
            int[] sources = [.. places];
            _random.Shuffle(sources.AsSpan());
            foreach ((int place, int source) in places.Zip(sources)) others[place] = films[source];
        }
    }
}
