using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr.Sharing;

namespace Mkr.Model.Theory;

/// <summary>L sharing units in double with random weights, to be run on vectors of one's own.</summary>
internal sealed class UnitProbe
{
    /// <summary>The length of the vectors.</summary>
    public const int D = 3;

    private readonly SharingUnits<double> _units;

    /// <summary>Units whose weights and biases come from <paramref name="next"/>.</summary>
    public UnitProbe(FeatureSharing sharing, int layers, Func<double> next, bool biases = true)
    {
        _units = SharingUnits<double>.Create(sharing, Parameters, layers, D);
        foreach (Weight<double> weight in Parameters.Parameters.OfType<Weight<double>>())
        {
            if (biases || !weight.Name.Contains("bias", StringComparison.Ordinal)) Fill(weight, next);
        }
    }

    public ParameterSet<double> Parameters { get; } = new();

    /// <summary>Numbers between .5 and 1.5: with them all vectors are positive, and norms are sums.</summary>
    public static Func<double> Positive(SeededRandom random) => () => 0.5 + random.NextDouble();

    public static double[] Vector(Func<double> next) => [.. Enumerable.Range(0, D).Select(_ => next())];

    /// <summary>s x.</summary>
    public static double[] Times(double s, double[] x) => [.. x.Select(value => s * value)];

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    public static double Norm(double[] x) => x.Sum(Math.Abs);

    public static void Fill(Weight<double> weight, Func<double> next) =>
        weight.CopyFrom([.. Enumerable.Range(0, weight.Count).Select(_ => next())]);

    public double[] Weight(string name) => ((Weight<double>)Parameters[name]).Values.ToArray();

    /// <summary>vL or eL of one example.</summary>
    public double[] Run(double[] v, double[] e, CrossOutputs output)
    {
        var vectors = new ParameterSet<double>();
        Table<double> items = vectors.AddTable("v", 1, D), entities = vectors.AddTable("e", 1, D);
        items.CopyFrom(v);
        entities.CopyFrom(e);
        var tape = new Tape<double>(1);
        Variable<double> item = new Embedding<double>(tape, tape.Lookup(items)).Output;
        Variable<double> entity = new Embedding<double>(tape, tape.Lookup(entities)).Output;
        var result = new BatchOutput<double>(tape, _units.Apply(tape, item, entity, output));
        tape.Forward(1);
        return result.Values.ToArray();
    }
}
