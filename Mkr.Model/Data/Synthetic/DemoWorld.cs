using System.Text;
using Mkr.Engine.Randomness;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// The demo data set: invented users rate invented films. What they see follows from popularity and from part of the knowledge graph; of a
/// film that nobody has rated yet, the graph alone tells whom it will please.
/// </summary>
internal static class DemoWorld
{
    /// <summary>The seed of the data set that comes with this repository, in datasets/demo.</summary>
    public const ulong DefaultSeed = 1;

    private const int UserCount = 300;

    /// <summary>Writes the data set in the layout of <see cref="RawFormat.Demo"/>. The same seed gives the same bytes.</summary>
    public static void Write(string folder, ulong seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        var random = new SeededRandom(seed);
        var names = new DemoNames(random.Split("names"));
        var catalogue = new DemoCatalogue(names, random.Split("films"));
        IReadOnlyList<DemoFilm> films = catalogue.Films;
        var audience = new DemoAudience(catalogue, random.Split("ratings"));
        string[] users = [.. Enumerable.Range(0, UserCount).Select(_ => names.Person())];
        RawFormat format = RawFormat.Demo;

        IEnumerable<string> ratings = users.SelectMany(user => audience.Ratings().Select(
            rating => $"{DemoNames.Slug(user)}\t{rating.Film.Id}\t{rating.Rating}\t{rating.Day}"));
        WriteLines(folder, format.RatingsFile, ["user\tfilm\trating\tday", .. ratings]);
        WriteLines(folder, format.ItemMapFile, films.Select(film => $"{film.Id}\t{film.Entity}"));
        WriteLines(folder, format.TriplesFile,
            films.SelectMany(film => film.Links.Select(link => $"{film.Entity}\t{link.Relation.Name}\t{link.Value}")));
        WriteLines(folder, format.ItemNames!.File, ["film\ttitle", .. films.Select(film => $"{film.Id}\t{film.Title}")]);
        WriteLines(folder, format.UserNames!.File, ["user\tname", .. users.Select(user => $"{DemoNames.Slug(user)}\t{user}")]);
    }

    private static void WriteLines(string folder, string file, IEnumerable<string> lines)
    {
        using FileStream stream = File.Create(Path.Combine(folder, file));
        foreach (string line in lines) stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
