using Mkr.Model.Settings;
using static Mkr.Model.Data.Download.KnownContent;

namespace Mkr.Model.Data.Download;

/// <summary>A data set that the paper was measured on, which everybody has to fetch for himself: some may not be redistributed.</summary>
/// <param name="Name">Its name, and that of its folder.</param>
/// <param name="Source">The page that says where it comes from.</param>
/// <param name="Terms">Who made it, and what is allowed, as sentences.</param>
/// <param name="Files">Its files.</param>
/// <remarks>
/// A file is told by its SHA-256. Of the ratings of <see cref="Book"/> and <see cref="Movie"/> we know only the ids that the authors' git
/// repository gives them, so these are told by that; and besides them we accept the files that <c>datasets/README.md</c> calls rebuilt:
/// the same positives, put together from public derivatives of the original.
/// </remarks>
internal sealed record PublicDataset(string Name, Uri Source, string Terms, IReadOnlyList<PublicFile> Files)
{
    private const string Authors = "https://raw.githubusercontent.com/hwwang55/MKR/d6bb77c426960bc04f5d88c39f09d87a844776b4/data/";
    private const string Rebuilt = "rebuilt from public derivatives";

    /// <summary>Last.FM (HetRec 2011).</summary>
    public static PublicDataset Music { get; } = new(
        "music",
        new Uri("https://grouplens.org/datasets/hetrec-2011/"),
        "Last.FM data of HetRec 2011 (Cantador, Brusilovsky, Kuflik). The terms are in its readme: no commercial use.",
        [
            At("music/user_artists.dat", AuthorsFile("254272fa721c3935e8be286d28c051b206844307128698ab4eaa41d483379416")),
            At("music/item_index2entity_id.txt", AuthorsFile("496475ddc39b0e15956c58b86d0566bce96bf51c7daaa49d66bc1b9fefaeef1a")),
            At("music/kg.txt", AuthorsFile("aa899f22a7a3b313e0baa22113fcd5fa040675fde44822152afed9900d33325f")),
            Names("artists.dat",
                Other("495c1ece3a1fd16850f317d51a2d3499d62bf389de5e4bec3a5fb440d9ad54e2", "the columns id and name of HetRec's file")),
        ]);

    /// <summary>Book-Crossing.</summary>
    public static PublicDataset Book { get; } = new(
        "book",
        new Uri("https://github.com/hwwang55/MKR"),
        "Book-Crossing (Ziegler, McNee, Konstan, Lausen). For research; "
        + "cite \"Improving Recommendation Lists Through Topic Diversification\", WWW 2005.",
        [
            At(
                "book/BX-Book-Ratings.csv",
                AuthorsBlob("d31c6ca1d883da5527220742f9cae3ab327fcb97"),
                Other("d26351c53c21db9eebfecc9318be957d49c6c8ad3fbdc1f1d59b9e7a7ff75c0d", Rebuilt)),
            At("book/item_index2entity_id.txt", AuthorsFile("e77bbc7fd784c75436ee2df2b0c56d914b6aefc4bc428a27defd16cb9aaa953c")),
            At("book/kg.txt", AuthorsFile("7428883f6003d60c2fca567784aaf8d6b931f99c51ab85c93d07017ce1a24aac")),
        ]);

    /// <summary>MovieLens-1M.</summary>
    public static PublicDataset Movie { get; } = new(
        "movie",
        new Uri("https://grouplens.org/datasets/movielens/1m/"),
        "MovieLens-1M (Harper, Konstan). For research; "
        + "GroupLens has to permit redistribution and commercial use: do not pass the files on.",
        [
            At(
                "movie/ratings.dat",
                AuthorsBlob("77a7c4b150f588c23bb9e1f068aa996c0b413695"),
                Other("55aa019120c8aedc00236cd9f034ddbe1ab5b5e819a7a2a4485d15ccff7e05c1", Rebuilt)),
            At("movie/item_index2entity_id.txt", AuthorsFile("ba88da11d2fffdcea4fc0d73f1fd16f5478d8fcfb362e16331dc30cceea81f60")),
            At("movie/kg.txt", AuthorsFile("60d0a28e8646423654b47a36b4438dcd70a87ac90a7d1512ef0cf59f19c869a9")),
            Names("movies.dat", Other("0140fc2356357c1a851d0f52e893a1e4d3696df632c4141cea8d5bc3d621f0b9", "GroupLens' file")),
        ]);

    /// <summary>The known data sets, to be found by <see cref="Name"/>.</summary>
    public static IReadOnlyList<PublicDataset> All { get; } = [Music, Book, Movie];

    /// <summary>The data set called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static PublicDataset Find(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new SettingException($"There is no public data set '{name}'. Did you mean '{Nearest.To(name, All.Select(d => d.Name))}'?");

    private static PublicFile At(string path, params KnownContent[] contents) =>
        new(Path.GetFileName(path), new Uri(Authors + path), contents);

    private static PublicFile Names(string name, KnownContent content) => new(name, null, [content]);
}
