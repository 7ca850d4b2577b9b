using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Verification;
using Mkr.Model.Models;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models;

/// <summary>A short training of a model by an independent implementation in float64, from the folder Golden/baselines.</summary>
internal sealed class BaselineGolden
{
    private const double Tolerance = 1e-10;

    // In its second step all triples of relation 1 have the true tail in the place of the false one. With vectors of length 1 the
    // relation's first gradient is 0 but for rounding errors of 1e-17, which Adam divides by 1e-8.
    private const string Cancelling = "cke-normalized";
    private const double CancellingTolerance = 1e-9;

    private readonly JsonNode _json;
    private readonly JsonNode _config;
    private readonly double _tolerance;

    private BaselineGolden(JsonNode json, double tolerance) => (_json, _config, _tolerance) = (json, json["config"]!, tolerance);

    public JsonNode Constants => _json["constants"]!;

    public IEnumerable<JsonNode> Steps => _json["steps"]!.AsArray().Select(step => step!);

    public JsonNode Initial => _json["initial"]!;

    public JsonNode Final => _json["final"]!;

    public double[] FinalScores => GoldenTrajectory.Numbers(_json["final_scores_user_by_item"]!);

    public static BaselineGolden Load(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "baselines", name + ".json");
        return new BaselineGolden(
            JsonNode.Parse(File.ReadAllText(path))!, name == Cancelling ? CancellingTolerance : Tolerance);
    }

    public int Size(string key) => _config[key]!.GetValue<int>();

    public double Number(string key) => _config[key]!.GetValue<double>();

    public bool Flag(string key) => _config[key]!.GetValue<bool>();

    public double[] Numbers(string key) => GoldenTrajectory.Numbers(_config[key]!);

    /// <summary>The optimizer of the file; with Adam, of the given policy for rows.</summary>
    public Optimizer<double> CreateOptimizer(Tape<double> tape, ParameterSet<double> parameters, RowPolicy rows)
    {
        JsonNode optimizer = _config["optimizer"]!;
        double rate = optimizer["lr"]!.GetValue<double>();
        return optimizer["kind"]!.GetValue<string>() switch
        {
            "sgd" => new Sgd<double>(tape, parameters, rate),
            "adagrad" => new AdaGrad<double>(
                tape, parameters, rate, optimizer["epsilon"]!.GetValue<double>(), optimizer["initial_accumulator"]!.GetValue<double>()),
            _ => new Adam<double>(tape, parameters, new AdamOptions(rate, rows)),
        };
    }

    /// <summary>What is in the file, in the order of our parameter's elements, by the names of the file's arrays side by side.</summary>
    public void Fill(Parameter<double> parameter, params string[] names) => parameter.CopyFrom(Rows(_json["initial"]!, parameter, names));

    /// <summary>Compares a trained parameter with the file's arrays side by side.</summary>
    public void CheckFinal(Parameter<double> parameter, params string[] names)
    {
        double[] values = new double[parameter.Count];
        parameter.CopyTo(values);
        AssertClose(values, Rows(_json["final"]!, parameter, names), parameter.Name);
    }

    /// <summary>Compares a parameter's gradient in a step, where the step has gradients.</summary>
    public void CheckGradient(JsonNode step, Tape<double> tape, Parameter<double> parameter, params string[] names)
    {
        if (step["gradients"] is not JsonNode gradients) return;
        double[] values = parameter is Table<double> table
            ? GradientCheck.Scatter(tape.Tables.First(gradient => gradient.Tables.Contains(table)), table)
            : tape.Weights.Of((Weight<double>)parameter).Values.ToArray();
        AssertClose(values, Rows(gradients, parameter, names), "gradient of " + parameter.Name);
    }

    /// <summary>Elements that cancel almost to zero are measured against the largest of their array.</summary>
    public void AssertClose(IReadOnlyList<double> actual, double[] expected, string what)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Length), what);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = _tolerance * Math.Max(Math.Abs(expected[i]), 1e-3 * scale);
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(allowed), $"{what}[{i}]");
        }
    }

    /// <summary>Compares the scores of all pairs, which are floats, and rank as the file's do.</summary>
    public static void AssertScores(IRecommender recommender, double[] expected)
    {
        float[] scores = new float[recommender.UserCount * recommender.ItemCount];
        recommender.ScoreAllItems([.. Enumerable.Range(0, recommender.UserCount)], scores);
        Assert.That(scores, Has.Length.EqualTo(expected.Length));
        double scale = expected.Max(Math.Abs);
        Assert.That(scores.Zip(expected, (x, y) => Math.Abs(x - y)).Max(), Is.LessThan(1e-6 * scale));
    }

    private static double[] Rows(JsonNode arrays, Parameter<double> parameter, string[] names)
    {
        double[][] parts = [.. names.Select(name => GoldenTrajectory.Numbers(arrays[name]!))];
        return [.. Enumerable.Range(0, parameter.Rows).SelectMany(row =>
            parts.SelectMany(part => part.AsSpan(row * (part.Length / parameter.Rows), part.Length / parameter.Rows).ToArray()))];
    }
}
