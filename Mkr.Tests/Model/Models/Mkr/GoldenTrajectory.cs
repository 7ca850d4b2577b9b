using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>A training run of an independent implementation; see Golden/README.md.</summary>
internal sealed class GoldenTrajectory
{
    private readonly JsonNode _json;

    private GoldenTrajectory(JsonNode json) => _json = json;

    public MkrOptions Options => new()
    {
        Dim = Config<int>("dim"),
        LowLayers = Config<int>("low_layers"),
        HighLayers = Config<int>("high_layers"),
        Sharing = Enum.Parse<FeatureSharing>(Config("sharing", "crossCompress"), ignoreCase: true),
        FRs = Config<string>("f_rs") switch
        {
            "mlp" => PredictionFunction.Mlp,
            "cnn" => PredictionFunction.Cnn,
            _ => PredictionFunction.InnerProduct,
        },
        CnnChannels = Config("cnn_channels", 8),
        CnnSkip = Config("cnn_skip", false),
        Score = Config("score", "sigmoid") == "kl"
            ? ScoreFunction.Divergence
            : Enum.Parse<ScoreFunction>(Config("score", "sigmoid"), ignoreCase: true),
        TailOutput = Config("tail_output", "reluSigmoid") == "linear" ? TailOutput.Linear : TailOutput.ReluSigmoid,
        RelationLayers = Config("relation_layers", false),
        KgeModel = Config("model", "mkr") switch
        {
            "mkr" => KgeKind.TailPrediction,
            "transe1" or "transe2" => KgeKind.TransE,
            string name => Enum.Parse<KgeKind>(name, ignoreCase: true),
        },
        KgeLoss = Enum.Parse<KgeLoss>(Config("loss", "difference"), ignoreCase: true),
        Norm = Config("model", "mkr") == "transe1" ? TranslationNorm.L1 : TranslationNorm.L2,
        Margin = Config("margin", 1.0),
        Offset = Config("offset", 0.0),
        Temperature = Config("temperature", 1.0),
        RelationDim = _json["config"]!["relation_dim"]?.GetValue<int>(),
        FalseTriples = Steps.Select(step => step["false_tail"]).OfType<JsonArray>().FirstOrDefault()?[0] is JsonArray several
            ? several.Count
            : 1,
        FalseSide = Steps.Any(step => step["false_head"] is not null) ? FalseSide.Both : FalseSide.Tail,
        WordDim = _json["config"]!["text"]?["word_dim"]!.GetValue<int>(),
        TextFilters = _json["config"]!["text"]?["filters"]!.GetValue<int>(),
        WithoutId = _json["config"]!["without_id"] is null ? WithoutId.None : WithoutId.Both,
        Objective = Config<string>("objective") == "paper" ? Objective.Paper : Objective.Released,
        Lambda1 = _json["config"]!["lambda1"]?.GetValue<double>() ?? 0,
        L2 = Config<double>("l2"),
    };

    public MkrSizes Sizes => new(Config<int>("n_user"), Config<int>("n_item"), Config<int>("n_entity"), Config<int>("n_relation"));

    /// <summary>The fields, named without their owner.</summary>
    public IReadOnlyList<FeatureField> Fields =>
    [
        .. (_json["bags"]?.AsObject() ?? []).Select(bag => Field(bag.Key, bag.Value!)),
        .. _json["config"]!["text"] is JsonObject text
            ? [Field("item_text", FeatureOwner.Item, text) with { IsText = true }]
            : Array.Empty<FeatureField>(),
    ];

    public double RsRate => _json["config"]!["adam"]!["lr_rs"]!.GetValue<double>();

    public double KgeRate => _json["config"]!["adam"]!["lr_kge"]!.GetValue<double>();

    public IEnumerable<JsonNode> Steps => _json["steps"]!.AsArray().Select(step => step!);

    public JsonObject Initial => _json["initial"]!.AsObject();

    /// <summary>S(v) of each item; where the file has none, the entity of the item's own index.</summary>
    public ItemEntityMap Map
    {
        get
        {
            var pairs = _json["entities_of_item"] is JsonArray items
                ? items.SelectMany((entities, item) => Numbers(entities!).Select(entity => (item, (int)entity)))
                : Enumerable.Range(0, Sizes.Items).Select(item => (item, item));
            return new ItemEntityMap(Sizes.Items, Sizes.Entities, [.. pairs]);
        }
    }

    /// <summary>What the file has beside the parameters at the end; null where it does not.</summary>
    public JsonNode? At(string key) => _json[key];

    public JsonObject Final => _json["final"]!.AsObject();

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden");

    /// <summary>The files of a folder of variants.</summary>
    public static IEnumerable<string> Names(string folder) => Directory
        .EnumerateFiles(Path.Combine(Path.GetDirectoryName(typeof(GoldenTrajectory).Assembly.Location)!, "Golden", folder), "*.json")
        .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}").Order();

    public static GoldenTrajectory Load(string name)
    {
        string path = Path.Combine(Folder, name + ".json");
        return new GoldenTrajectory(JsonNode.Parse(File.ReadAllText(path))!);
    }

    /// <summary>A model with the initial parameters.</summary>
    public MkrModel<double> CreateModel(bool oneToOne)
    {
        var model = new MkrModel<double>(Options, Sizes, oneToOne, Fields);
        Assert.That(model.Parameters.Parameters.Select(p => p.Name), Is.EquivalentTo(Initial.Select(p => p.Key)));
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            parameter.CopyFrom(Numbers(Initial[parameter.Name]!));
        return model;
    }

    /// <summary>The numbers of an array, of whatever depth, in order.</summary>
    public static double[] Numbers(JsonNode node) =>
        node is JsonArray array ? [.. array.SelectMany(element => Numbers(element!))] : [node.GetValue<double>()];

    public static void Fill(Span<int> destination, JsonNode ids)
    {
        double[] numbers = Numbers(ids);
        for (int i = 0; i < numbers.Length; i++)
            destination[i] = (int)numbers[i];
    }

    /// <summary>Of several numbers for each example, the <paramref name="k"/>-th of <paramref name="each"/>.</summary>
    public static void Fill(Span<int> destination, JsonNode ids, int k, int each)
    {
        double[] numbers = Numbers(ids);
        for (int i = 0; i < numbers.Length / each; i++)
            destination[i] = (int)numbers[(i * each) + k];
    }

    private static FeatureField Field(string name, JsonNode bag) =>
        Field(name, Enum.Parse<FeatureOwner>(bag["owner"]!.GetValue<string>(), ignoreCase: true), bag) with
        {
            Mode = bag["mode"]!.GetValue<string>() == "mean" ? BagMode.Mean : BagMode.Sum,
            Weights = bag["weights"] is JsonNode weights ? Numbers(weights) : null,
        };

    private static FeatureField Field(string name, FeatureOwner owner, JsonNode bag)
    {
        JsonArray owners = bag["values"]!.AsArray();
        var rows = new FeatureRows(owners.Count);
        for (int i = 0; i < owners.Count; i++)
            foreach (double value in Numbers(owners[i]!)) rows.Add(i, (int)value);
        var vocabulary = new Vocabulary(Enumerable.Range(0, bag["rows"]!.GetValue<int>()).Select(i => $"{i}"));
        return rows.ToField(name[(name.IndexOf('_') + 1)..], owner, vocabulary);
    }

    private TValue Config<TValue>(string key, TValue missing) =>
        _json["config"]![key] is JsonNode node ? node.GetValue<TValue>() : missing;

    private TValue Config<TValue>(string key) => _json["config"]![key]!.GetValue<TValue>();
}
