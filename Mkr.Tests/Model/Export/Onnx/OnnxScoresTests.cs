using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Export;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models;
using Mkr.Model.Models.Hybrid;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Export.Onnx;

/// <summary>What other programs compute of an exported model is what the model itself computes. The oracle is ONNX Runtime.</summary>
internal sealed class OnnxScoresTests
{
    private const int Pairs = 200;
    private const double Tolerance = 1e-5;

    private static IEnumerable<TestCaseData> Cases =>
    [
        .. ModelCatalog.All.Where(model => model.OnnxObstacle is null).Select(model => new TestCaseData(model.Name, string.Empty)),
        new("mkr", "fRs=mlp highLayers=2"),
        new("mkr", "fRs=cnn dim=5"),
        new("mkr", "features=word withoutId=item"),
        new("mkr", "entities=neighbours lowLayers=2"),
        new("mkr-dcn", "lowLayers=2"),
        new("mkr-stitch", "lowLayers=3"),
        new("mkr-hybrid", "attention=both"),
        new("mkr-hybrid", "wide=off attention=history"),
        new("mkr-hybrid", "attention=attributes biases=off"),
        new("dkn", "attention=mlp filters=16"),
        new("dkn", "prediction=mlp filters=16"),
        new("dkn", "attention=mlp prediction=mlp filters=16"),
        new("ripplenet", "itemUpdate=none allHops=off"),
        new("ripplenet", "itemUpdate=plus hops=3"),
        new("ripplenet", "itemUpdate=replace allHops=off hops=1"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Onnx_runtime_scores_pairs_as_the_model_does(string model, string settings)
    {
        using var exported = new ExportedRun(model, Parse(settings));
        ITrainedModel recommender = exported.Run.Recommender;
        var random = new SeededRandom(7);
        Interaction[] pairs = [.. Enumerable.Range(0, Pairs).Select(_ =>
            new Interaction(random.NextInt32(recommender.UserCount), random.NextInt32(recommender.ItemCount), false))];
        float[] expected = new float[Pairs];
        recommender.ScorePairs(pairs, expected);
        var inputs = new List<NamedOnnxValue>
        {
            Indices("user", [.. pairs.Select(pair => (long)pair.User)]), Indices("item", [.. pairs.Select(pair => (long)pair.Item)]),
        };
        if (recommender is HybridRecommender hybrid)
        {
            double[] features = hybrid.Features(pairs);
            inputs.Add(NamedOnnxValue.CreateFromTensor("features", new DenseTensor<double>(features, [Pairs, features.Length / Pairs])));
        }

        float[] scores = Run(Path.Combine(exported.Write("onnx"), "onnx", "scorer.onnx"), inputs);
        for (int i = 0; i < Pairs; i++)
            Assert.That(scores[i], Is.EqualTo(expected[i]).Within(Tolerance * Math.Max(1, Math.Abs(expected[i]))), $"{pairs[i]}");
        Assert.That(scores.Distinct().Count(), Is.GreaterThan(1));
        if (recommender is IVectors vectors) CheckEncoders(Path.Combine(exported.Write(), "onnx"), vectors);
    }

    [TestCase("transe", "norm=l1")]
    [TestCase("transe", "norm=l2")]
    [TestCase("transh", "")]
    [TestCase("transr", "relationDim=5")]
    [TestCase("rescal", "")]
    [TestCase("analogy", "dim=8")]
    [TestCase("hole", "dim=7")]
    public void Onnx_runtime_scores_triples_as_the_model_does(string model, string settings)
    {
        using var exported = new ExportedRun(model, Parse(settings));
        string path = Path.Combine(exported.Write("onnx"), "onnx", "triple.onnx");
        ITripleScorer scorer = ((KgeRecommender)exported.Run.Recommender).Triples;
        float[] expected = new float[scorer.EntityCount];
        for (int head = 0; head < 5; head++)
        {
            scorer.Score(0, isHeadMissing: false, [head], expected);
            float[] scores = Run(path,
            [
                Indices("head", [.. expected.Select(_ => (long)head)]), Indices("relation", new long[expected.Length]),
                Indices("tail", [.. Enumerable.Range(0, expected.Length).Select(tail => (long)tail)]),
            ]);
            Assert.That(scores, Is.EqualTo(expected).Within(Tolerance));
            Assert.That(scores.Distinct().Count(), Is.GreaterThan(1));
        }
    }

    [TestCaseSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
    public void A_model_that_is_no_network_says_so_and_which_are(ModelDefinition model)
    {
        if (model.OnnxObstacle is null) return;
        using var exported = new ExportedRun(model.Name, []);
        Assert.That(
            () => exported.Export.Check([ExportFormat.Onnx]),
            Throws.InstanceOf<SettingException>().With.Message.Contain(model.OnnxObstacle).And.Message.Contain("bpr-mf"));
    }

    /// <summary>Where there is an encoder, it makes the rows of the table of vectors.</summary>
    private static void CheckEncoders(string folder, IVectors vectors)
    {
        foreach (VectorTable table in vectors.Vectors.Where(table => table.Name is "users" or "items"))
        {
            string owner = table.Name[..^1];
            float[] encoded = Run(
                Path.Combine(folder, owner + ".onnx"), [Indices(owner, [.. Enumerable.Range(0, table.Rows).Select(row => (long)row)])]);
            Assert.That(encoded, Is.EqualTo(table.Values.ToArray()).Within(Tolerance), table.Name);
        }
    }

    private static NamedOnnxValue Indices(string name, long[] numbers) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(numbers, [numbers.Length]));

    private static float[] Run(string path, IReadOnlyCollection<NamedOnnxValue> inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(path, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(inputs);
        return [.. outputs[0].AsEnumerable<float>()];
    }

    private static IEnumerable<KeyValuePair<string, string>> Parse(string settings) =>
        settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
