using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// Random data of the size of a preset's data set; see datasets/README.md. Users are drawn evenly, items and tails so that few are had by many, as in the real ones. What it costs to train on it is what the real
/// data cost; what is learnt from it is nothing.
/// </summary>
internal sealed class SyntheticData
{
    /// <summary>The numbers of the presets' data sets.</summary>
    public static readonly IReadOnlyList<SyntheticSizes> Sizes =
    [
        new("music", Users: 1_872, Items: 3_846, Positives: 21_173, Triples: 15_518, Entities: 9_366, Relations: 60),
        new("movie", Users: 6_036, Items: 2_347, Positives: 376_887, Triples: 20_195, Entities: 6_729, Relations: 7),
        new("book", Users: 17_860, Items: 14_910, Positives: 69_873, Triples: 19_793, Entities: 24_039, Relations: 10),
    ];

    public SyntheticData(string preset)
    {
        SyntheticSizes sizes = Sizes.Single(s => s.Preset == preset);
        var random = new SeededRandom(1);
        Train = [.. Enumerable.Range(0, sizes.TrainingExamples).Select(i => new Interaction(random.NextInt32(sizes.Users), Skewed(sizes.Items, random), i % 2 == 0))];
        Triple[] triples =
        [
            .. Enumerable.Range(0, sizes.Triples).Select(_ => new Triple(
                random.NextInt32(sizes.Items), Skewed(sizes.Relations, random), Skewed(sizes.Entities, random))),
        ];
        (UserItems positives, UserItems others) = UserItems.ByLabel(sizes.Users, Train);
        Data = new RecommendationData
        {
            Name = preset,
            Users = Names("u", sizes.Users),
            Items = Names("i", sizes.Items),
            UserNames = new string?[sizes.Users],
            ItemNames = new string?[sizes.Items],
            Positives = positives,
            Rated = others,
            Graph = new KnowledgeGraph(Names("e", sizes.Entities), Names("r", sizes.Relations), triples),
            Map = new ItemEntityMap(sizes.Items, sizes.Entities, [.. Enumerable.Range(0, sizes.Items).Select(i => (i, i))]),
            Report = new ReadReport(),
        };
    }

    public RecommendationData Data { get; }

    public Interaction[] Train { get; }

    private static int Skewed(int count, SeededRandom random)
    {
        double x = random.NextDouble();
        return (int)(x * x * count);
    }

    private static Vocabulary Names(string prefix, int count) => new(Enumerable.Range(0, count).Select(i => prefix + i));
}
