using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.RippleNet;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.RippleNet;

/// <summary>A short training of RippleNet by an independent implementation in float64; its ripple sets are given.</summary>
internal sealed class RippleGolden
{
    private const double Tolerance = 1e-10;

    private readonly JsonNode _config;

    private RippleGolden(JsonNode json)
    {
        Json = json;
        _config = json["config"]!;
        JsonNode sets = json["constants"]!["ripple_sets"]!;
        double[] heads = Numbers(sets["head"]), relations = Numbers(sets["relation"]), tails = Numbers(sets["tail"]);
        Triple[] occurrences = [.. heads.Select((head, i) => new Triple((int)head, (int)relations[i], (int)tails[i]))];
        Triple[] triples = [.. occurrences.Distinct()];
        Graph = new RippleGraph(triples, Config("n_entity"), Config("n_relation"));
        int[] numbers = [.. Enumerable.Range(0, triples.Length)];
        Sets = new RippleSets(Users, Options.Hops, Options.Memory, [.. occurrences.Select(triple => numbers.Single(i => IsAt(triple, i)))]);
        Map = new ItemEntityMap(Items, Config("n_entity"), [.. Enumerable.Range(0, Items).Select(item => (item, item))]);
    }

    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "ripplenet");

    public static IEnumerable<string> Names => Directory
        .EnumerateFiles(Path.Combine(Path.GetDirectoryName(typeof(RippleGolden).Assembly.Location)!, "Golden", "ripplenet"), "ripplenet-*")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    public JsonNode Json { get; }

    public RippleGraph Graph { get; }

    public RippleSets Sets { get; }

    public ItemEntityMap Map { get; }

    public int Users => Config("n_user");

    public int Items => Config("n_item");

    public double Rate => _config["optimizer"]!["lr"]!.GetValue<double>();

    public RippleOptions Options => new()
    {
        Dim = Config("dim"),
        Hops = Config("hops"),
        Memory = Config("memory"),
        ItemUpdate = Enum.Parse<ItemUpdate>(_config["item_update"]!.GetValue<string>().Replace("_", string.Empty), ignoreCase: true),
        AllHops = _config["all_hops"]!.GetValue<bool>(),
        KgeWeight = _config["kge_weight"]!.GetValue<double>(),
        L2 = _config["l2"]!.GetValue<double>(),
    };

    public static RippleGolden Load(string name) => new(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!);

    /// <summary>The model with its first parameters. T, where nothing multiplies by it, is no parameter of ours.</summary>
    public RippleModel<double> CreateModel()
    {
        var model = new RippleModel<double>(Options, Config("n_entity"), Config("n_relation"));
        string[] own = [.. model.Parameters.Parameters.Select(parameter => parameter.Name)];
        Assert.That(own, Is.EquivalentTo(Json["initial"]!.AsObject().Select(p => p.Key).Where(name => own.Contains(name))));
        foreach (Parameter<double> parameter in model.Parameters.Parameters) parameter.CopyFrom(Numbers(Json["initial"]![parameter.Name]));
        return model;
    }

    public static double[] Numbers(JsonNode? node) => GoldenTrajectory.Numbers(node!);

    /// <summary>Elements that cancel almost to zero are measured against the largest of their array.</summary>
    public static void AssertClose(IReadOnlyList<double> actual, JsonNode? expected, string what)
    {
        double[] numbers = Numbers(expected);
        Assert.That(actual, Has.Count.EqualTo(numbers.Length), what);
        double scale = numbers.Max(Math.Abs);
        for (int i = 0; i < numbers.Length; i++)
        {
            double allowed = Tolerance * Math.Max(Math.Abs(numbers[i]), 1e-3 * scale);
            Assert.That(actual[i], Is.EqualTo(numbers[i]).Within(allowed), $"{what}[{i}]");
        }
    }

    private int Config(string key) => _config[key]!.GetValue<int>();

    private bool IsAt(Triple triple, int number) => Graph.Heads[number] == triple.Head && Graph.Tails[number] == triple.Tail
        && Graph.PairRelations[Graph.Pairs[number]] == triple.Relation;
}
