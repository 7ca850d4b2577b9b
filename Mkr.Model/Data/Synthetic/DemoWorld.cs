using System.Text;
using Mkr.Engine.Randomness;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The demo data set: invented users rate invented films, and what they like follows from the knowledge graph. Nothing else tells whom a
/// film that nobody has rated yet will please.
/// </summary>
public static class DemoWorld
{
    /// <summary>The seed of the data set that comes with this repository, in datasets/demo.</summary>
    public const ulong DefaultSeed = 1;

    private const int UserCount = 300;
    private const string Relation = "links-to";

    /// <summary>Writes the data set in the layout of <see cref="RawFormat.Demo"/>. The same seed gives the same bytes.</summary>
    public static void Write(string folder, ulong seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        var random = new SeededRandom(seed);
        var names = new DemoNames(random.Split("names"));
        IReadOnlyList<DemoFilm> films = new DemoCatalogue(names, random.Split("films")).Films;
        var audience = new DemoAudience(films, random.Split("ratings"));
        string[] users = [.. Enumerable.Range(0, UserCount).Select(_ => names.Person())];
        RawFormat format = RawFormat.Demo;

        IEnumerable<string> ratings = users.SelectMany(user => audience.Ratings().Select(
            rating => $"{DemoNames.Slug(user)}\t{DemoNames.Slug(rating.Film.Title)}\t{rating.Rating}\t{rating.Day}"));
        WriteLines(folder, format.RatingsFile, ["user\tfilm\trating\tday", .. ratings]);
        WriteLines(folder, format.ItemMapFile, films.Select(film => $"{DemoNames.Slug(film.Title)}\t{film.Entity}"));
        WriteLines(folder, format.TriplesFile,
            films.SelectMany(film => film.Links.Select(target => $"{film.Entity}\t{Relation}\t{target}")));
        WriteLines(folder, format.ItemNames!.File, ["film\ttitle", .. films.Select(film => $"{DemoNames.Slug(film.Title)}\t{film.Title}")]);
        WriteLines(folder, format.UserNames!.File, ["user\tname", .. users.Select(user => $"{DemoNames.Slug(user)}\t{user}")]);
    }

    private static void WriteLines(string folder, string file, IEnumerable<string> lines)
    {
        using FileStream stream = File.Create(Path.Combine(folder, file));
        foreach (string line in lines) stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
