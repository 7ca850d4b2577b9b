using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>A short training of a model of triples, by an independent implementation in float64.</summary>
internal sealed class KgeGolden
{
    public const int Batch = 6;
    private const double Tolerance = 1e-10;

    // Its gradients are whole multiples of 1/18. Those of one element cancel, but for a rounding error of 1e-16, which is there in the
    // file's first gradients, and which Adam then divides by its own size.
    private const string Cancelling = "kge-transe1-margin-adam-n3";
    private const double CancellingTolerance = 1e-9;

    private readonly JsonNode _config;

    private readonly double _tolerance;

    private KgeGolden(string name, JsonNode json)
    {
        Json = json;
        _tolerance = name == Cancelling ? CancellingTolerance : Tolerance;
        _config = json["config"]!;
    }

    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "kge");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "kge-*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    public JsonNode Json { get; }

    public int Entities => _config["n_entity"]!.GetValue<int>();

    public int Relations => _config["n_relation"]!.GetValue<int>();

    public bool IsSoftmax => Text("loss") == "softmax";

    public KgeOptions Options => Model() with
    {
        Dim = _config["dim"]!.GetValue<int>(),
        Loss = Enum.Parse<TripleLoss>(Text("loss"), ignoreCase: true),
        Margin = Number("margin"),
        Offset = Number("offset"),
        Temperature = Number("temperature"),
        NegativeTriples = _config["negatives"]!.GetValue<int>(),
        Sides = CorruptedSides.Own,
        L2 = Number("l2"),
        Constraint = _config["constraint"]!["entity_embedding"] is JsonNode kind
            ? Enum.Parse<EntityConstraint>(kind.GetValue<string>(), ignoreCase: true)
            : EntityConstraint.None,
    };

    public bool IsConstrained => Options.Constraint != EntityConstraint.None;

    public static KgeGolden Load(string name) => new(name, JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!);

    /// <summary>The model with its first parameters, or its last ones.</summary>
    public KgeModel<double> CreateModel(string parameters = "initial")
    {
        var model = new KgeModel<double>(Options, Entities, Relations);
        JsonObject values = Json[parameters]!.AsObject();
        Assert.That(model.Parameters.Parameters.Select(p => p.Name), Is.EquivalentTo(values.Select(p => p.Key)));
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            parameter.CopyFrom(GoldenTrajectory.Numbers(values[parameter.Name]!));
        return model;
    }

    public Optimizer<double> CreateOptimizer(KgeTask<double> task, KgeModel<double> model, RowPolicy rows) =>
        _config["sgd"] is JsonNode sgd
            ? new Sgd<double>(task.Tape, model.Parameters, sgd["lr"]!.GetValue<double>())
            : new Adam<double>(task.Tape, model.Parameters, new AdamOptions(_config["adam"]!["lr"]!.GetValue<double>(), rows));

    /// <summary>Elements that cancel almost to zero are measured against the largest of their array.</summary>
    public void AssertClose(IReadOnlyList<double> actual, JsonNode expected, string what)
    {
        double[] numbers = GoldenTrajectory.Numbers(expected);
        Assert.That(actual, Has.Count.EqualTo(numbers.Length), what);
        double scale = numbers.Max(Math.Abs);
        for (int i = 0; i < numbers.Length; i++)
        {
            double allowed = _tolerance * Math.Max(Math.Abs(numbers[i]), 1e-3 * scale);
            Assert.That(actual[i], Is.EqualTo(numbers[i]).Within(allowed), $"{what}[{i}]");
        }
    }

    private KgeOptions Model() => Text("model") switch
    {
        "transe1" => new TransEOptions { Norm = TranslationNorm.L1 },
        "transe2" => new TransEOptions { Norm = TranslationNorm.L2 },
        "transh" => new TransHOptions { Orthogonality = _config["orthogonality"]?.GetValue<double>() ?? 0 },
        "transr" => new TransROptions
        {
            RelationDim = _config["relation_dim"]!.GetValue<int>(),
            ClampProjected = _config["clamp_projected"] is not null,
        },
        "rescal" => new RescalOptions(),
        "analogy" => new AnalogyOptions(),
        _ => new HolEOptions(),
    };

    private string Text(string key) => _config[key]!.GetValue<string>();

    private double Number(string key) => _config[key]!.GetValue<double>();
}
