using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>What the paper proves about the cross&amp;compress units, shown of ours.</summary>
internal sealed class TheoryTests
{
    private const int D = 3;

    /// <summary>
    /// Theorem 1: the cross terms of the highest degree in |vL|₁ and |eL|₁ have degree 2^(L-1) in v's features and 2^(L-1) in e's.
    /// Along v → s v (or e → s e) the norm is a polynomial in s; of a polynomial of degree n the n-th finite difference is not zero, and
    /// the next one is. All numbers are positive, so that the norm is a sum.
    /// </summary>
    [Test]
    public void Layers_double_the_degree_of_the_cross_terms(
        [Values(1, 2, 3, 4)] int layers, [Values(CrossOutputs.Item, CrossOutputs.Entity)] CrossOutputs output, [Values] bool scaleItem,
        [Values] bool biases)
    {
        int degree = 1 << (layers - 1);
        var random = new SeededRandom(14);
        MkrModel<double> model = Model(layers, degree + 2, biases, () => 0.5 + random.NextDouble());
        double[] v = Vector(random), e = Vector(random);
        for (int s = 0; s < degree + 2; s++)
        {
            for (int j = 0; j < D; j++)
            {
                model.Items[s, j] = scaleItem ? s * v[j] : v[j];
                model.Entities[s, j] = scaleItem ? e[j] : s * e[j];
            }
        }

        double[] norms = [.. Run(model, output).Select(vector => vector.Sum(Math.Abs))];
        double scale = norms.Max();
        Assert.That(Difference(norms, degree) / scale, Is.GreaterThan(1e-4), $"degree {degree}");
        Assert.That(Difference(norms, degree + 1) / scale, Is.Zero.Within(1e-11), $"no more than degree {degree}");
    }

    /// <summary>
    /// Proposition 1: one unit is a factorization machine, |v1|₁ = |b + Σ (w_i + w_j) v_i e_j|,
    /// with w_i of wEV and w_j of wVV; likewise e1.
    /// </summary>
    [Test]
    public void One_unit_is_a_factorization_machine([Values(CrossOutputs.Item, CrossOutputs.Entity)] CrossOutputs output)
    {
        var random = new SeededRandom(15);
        MkrModel<double> model = Model(1, 5, biases: true, random.NextDouble);
        Fill(model.Items, random.NextDouble);
        Fill(model.Entities, random.NextDouble);
        (string alongV, string alongE, string bias) = output == CrossOutputs.Item ? ("ev", "vv", "v") : ("ee", "ve", "e");
        double[] wi = Weight(model, "weight_" + alongV), wj = Weight(model, "weight_" + alongE), b = Weight(model, "bias_" + bias);
        double[][] vectors = Run(model, output);
        for (int row = 0; row < vectors.Length; row++)
        {
            double expected = b.Sum();
            for (int i = 0; i < D; i++)
            {
                for (int j = 0; j < D; j++)
                    expected += (wi[i] + wj[j]) * model.Items[row, i] * model.Entities[row, j];
            }

            Assert.That(vectors[row].Sum(Math.Abs), Is.EqualTo(Math.Abs(expected)).Within(1e-14));
        }
    }

    /// <summary>
    /// Proposition 3: without biases a unit is a cross-stitch unit, [v'; e'] = [[e·wVV, v·wEV], [e·wVE, v·wEE]] [v; e], whose four numbers
    /// depend on v and e.
    /// </summary>
    [Test]
    public void One_unit_is_a_cross_stitch_unit()
    {
        var random = new SeededRandom(16);
        MkrModel<double> model = Model(1, 5, biases: false, random.NextGaussian);
        Fill(model.Items, random.NextGaussian);
        Fill(model.Entities, random.NextGaussian);
        double[][] items = Run(model, CrossOutputs.Item), entities = Run(model, CrossOutputs.Entity);
        for (int row = 0; row < items.Length; row++)
        {
            double[] v = [.. Enumerable.Range(0, D).Select(j => model.Items[row, j])];
            double[] e = [.. Enumerable.Range(0, D).Select(j => model.Entities[row, j])];
            double vv = Dot(e, Weight(model, "weight_vv")), ev = Dot(v, Weight(model, "weight_ev"));
            double ve = Dot(e, Weight(model, "weight_ve")), ee = Dot(v, Weight(model, "weight_ee"));
            for (int j = 0; j < D; j++)
            {
                Assert.That(items[row][j], Is.EqualTo((vv * v[j]) + (ev * e[j])).Within(1e-14));
                Assert.That(entities[row][j], Is.EqualTo((ve * v[j]) + (ee * e[j])).Within(1e-14));
            }
        }
    }

    private static MkrModel<double> Model(int layers, int rows, bool biases, Func<double> weight)
    {
        var model = new MkrModel<double>(new MkrOptions { Dim = D, LowLayers = layers }, new MkrSizes(1, rows, rows, 1));
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            if (biases || !parameter.Name.Contains("bias", StringComparison.Ordinal)) Fill(parameter, weight);
        }

        return model;
    }

    private static void Fill(Parameter<double> parameter, Func<double> next) =>
        parameter.CopyFrom([.. Enumerable.Range(0, parameter.Count).Select(_ => next())]);

    /// <summary>vL or eL of item i and entity i, for each i.</summary>
    private static double[][] Run(MkrModel<double> model, CrossOutputs output)
    {
        var tape = new Tape<double>(model.Sizes.Items);
        Lookup<double> items = tape.Lookup(model.Items), entities = tape.Lookup(model.Entities);
        for (int i = 0; i < model.Sizes.Items; i++)
            items.Rows[i] = entities.Rows[i] = i;
        Variable<double> v = new Embedding<double>(tape, items).Output, e = new Embedding<double>(tape, entities).Output;
        var result = new BatchOutput<double>(tape, model.Sharing.Apply(tape, v, e, output));
        tape.Forward(model.Sizes.Items);
        return [.. result.Values.ToArray().Chunk(D)];
    }

    /// <summary>The finite difference of the given order at 0, Σ (-1)^(n-k) C(n, k) f(k).</summary>
    private static double Difference(double[] values, int order)
    {
        double sum = 0, binomial = 1;
        for (int k = 0; k <= order; k++)
        {
            sum += ((order - k) % 2 == 0 ? 1 : -1) * binomial * values[k];
            binomial = binomial * (order - k) / (k + 1);
        }

        return sum;
    }

    private static double[] Weight(MkrModel<double> model, string name) =>
        ((Weight<double>)model.Parameters["low0." + name]).Values.ToArray();

    private static double[] Vector(SeededRandom random) => [.. Enumerable.Range(0, D).Select(_ => 0.5 + random.NextDouble())];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
