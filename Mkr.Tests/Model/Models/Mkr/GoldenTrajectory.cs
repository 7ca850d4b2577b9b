using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>A training run of an independent implementation; see Golden/README.md.</summary>
public sealed class GoldenTrajectory
{
    private readonly JsonNode _json;

    private GoldenTrajectory(JsonNode json) => _json = json;

    public MkrOptions Options => new()
    {
        Dim = Config<int>("dim"),
        LowLayers = Config<int>("low_layers"),
        HighLayers = Config<int>("high_layers"),
        FRs = Config<string>("f_rs") == "mlp" ? PredictionFunction.Mlp : PredictionFunction.InnerProduct,
        Objective = Config<string>("objective") == "paper" ? Objective.Paper : Objective.Released,
        Lambda1 = _json["config"]!["lambda1"]?.GetValue<double>() ?? 0,
        L2 = Config<double>("l2"),
    };

    public MkrSizes Sizes => new(Config<int>("n_user"), Config<int>("n_item"), Config<int>("n_entity"), Config<int>("n_relation"));

    public double RsRate => _json["config"]!["adam"]!["lr_rs"]!.GetValue<double>();

    public double KgeRate => _json["config"]!["adam"]!["lr_kge"]!.GetValue<double>();

    public IEnumerable<JsonNode> Steps => _json["steps"]!.AsArray().Select(step => step!);

    public JsonObject Initial => _json["initial"]!.AsObject();

    public JsonObject Final => _json["final"]!.AsObject();

    public static GoldenTrajectory Load(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", name + ".json");
        return new GoldenTrajectory(JsonNode.Parse(File.ReadAllText(path))!);
    }

    /// <summary>A model with the initial parameters.</summary>
    public MkrModel<double> CreateModel(bool oneToOne)
    {
        var model = new MkrModel<double>(Options, Sizes, oneToOne);
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

    private TValue Config<TValue>(string key) => _json["config"]![key]!.GetValue<TValue>();
}
