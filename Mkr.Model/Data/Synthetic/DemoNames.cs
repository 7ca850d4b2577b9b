using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>Invents names that no other thing in the demo world has, and the slugs that serve as their ids.</summary>
internal sealed class DemoNames(SeededRandom random)
{
    private static readonly string[] Adjectives =
    [
        "Amber", "Ashen", "Brazen", "Clockwork", "Copper", "Crooked", "Distant", "Dusty", "Emerald", "Frozen", "Gilded", "Glass", "Hollow",
        "Indigo", "Ivory", "Lonely", "Marble", "Midnight", "Nameless", "Northern", "Painted", "Paper", "Patient", "Quiet", "Restless",
        "Scarlet", "Second", "Silver", "Sleeping", "Tidal", "Velvet", "Wandering",
    ];

    private static readonly string[] Nouns =
    [
        "Almanac", "Aviary", "Balcony", "Beacon", "Cartographer", "Causeway", "Chandler", "Compass", "Courier", "Ferryman", "Foundry",
        "Gardener", "Granary", "Harbour", "Lamplighter", "Lantern", "Lighthouse", "Locksmith", "Meadow", "Mirror", "Observatory",
        "Orchard", "Pavilion", "Quarry", "Sparrow", "Staircase", "Telegraph", "Tollhouse", "Turnstile", "Viaduct", "Weaver", "Windmill",
    ];

    private static readonly string[] FirstNames =
    [
        "Ada", "Aldo", "Anja", "Basil", "Bruno", "Cora", "Dario", "Edda", "Elio", "Esme", "Fergus", "Flora", "Greta", "Hugo", "Ines",
        "Iris", "Jonas", "Kaja", "Lars", "Lena", "Livia", "Magda", "Milo", "Nadia", "Nils", "Odette", "Oskar", "Petra", "Quentin", "Rosa",
        "Runa", "Silas", "Tessa", "Tobias", "Ulla", "Vera", "Viktor", "Wanda", "Yara", "Zeno",
    ];

    private static readonly string[] SurnameStarts =
        ["Bel", "Brack", "Cal", "Dun", "Esk", "Fen", "Hal", "Lor", "Mar", "Nor", "Os", "Pen", "Quil", "Ros", "Thorn", "Ver", "Wex", "Yar"];

    private static readonly string[] SurnameEnds =
        ["bury", "by", "den", "grave", "ham", "holt", "low", "mere", "rick", "stan", "ton", "wick"];

    private static readonly string[] SeriesStarts = ["Chronicles", "Legends", "Nights", "Return", "Secrets", "Tales"];

    private static readonly string[] StudioKinds = ["Films", "Pictures", "Productions", "Studios"];

    private readonly HashSet<string> _used = [];

    /// <summary>A film's title: "Glass Harbour".</summary>
    public string Title() => Unused(() => $"{Pick(Adjectives)} {Pick(Nouns)}");

    /// <summary>A person's name: "Ada Lorwick".</summary>
    public string Person() => Unused(() => $"{Pick(FirstNames)} {Pick(SurnameStarts)}{Pick(SurnameEnds)}");

    /// <summary>The name of a series of films: "Tales of the Viaduct".</summary>
    public string Series() => Unused(() => $"{Pick(SeriesStarts)} of the {Pick(Nouns)}");

    /// <summary>A studio's name: "Wexmere Pictures".</summary>
    public string Studio() => Unused(() => $"{Pick(SurnameStarts)}{Pick(SurnameEnds)} {Pick(StudioKinds)}");

    /// <summary>The id of a name: lower case, with hyphens.</summary>
    public static string Slug(string name) => name.ToLowerInvariant().Replace(' ', '-');

    private string Unused(Func<string> invent)
    {
        string name;
        do name = invent();
        while (!_used.Add(name));
        return name;
    }

    private string Pick(string[] words) => words[random.NextInt32(words.Length)];
}
