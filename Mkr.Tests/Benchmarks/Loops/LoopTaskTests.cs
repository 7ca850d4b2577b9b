using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Benchmarks.Loops;

/// <summary>
/// The loops that the benchmarks measure training against compute what the tapes do: the same loss, gradients and parameters, in double.
/// </summary>
[TestFixture(4, 2)]
[TestFixture(8, 1)]
internal sealed class LoopTaskTests(int dim, int lowLayers)
{
    private const int Batch = 300; // more than a tile
    private const double Rate = 0.01;

    private static readonly MkrSizes Sizes = new(40, 50, 70, 3);

    private readonly SeededRandom _random = new(7);

    [Test]
    public void Recommendation_task_is_the_tapes()
    {
        MkrModel<double> model = CreateModel();
        var task = new MkrRsTask<double>(model, Batch);
        var adam = new Adam<double>(task.Tape, model.Parameters, new AdamOptions(Rate, RowPolicy.Lazy));
        var copy = new LoopModel<double>(model);
        var loops = new LoopRsTask<double>(copy, Rate);
        for (int step = 0; step < 3; step++)
        {
            int[] users = Rows(Sizes.Users), items = Rows(Sizes.Items), entities = Rows(Sizes.Entities);
            double[] labels = [.. Rows(2).Select(label => (double)label)];
            users.CopyTo(task.Users.Rows);
            items.CopyTo(task.Items.Rows);
            entities.CopyTo(task.Entities!.Rows);
            labels.CopyTo(task.Labels.Values);
            Assert.That(loops.ForwardBackward(users, items, entities, labels), Is.EqualTo(task.ForwardBackward(Batch)).Within(1e-12));
            CompareGradients(task.Tape, copy);
            adam.Step();
            loops.Step();
            CompareValues(task.Tape, copy);
        }
    }

    [Test]
    public void Kge_task_is_the_tapes()
    {
        MkrModel<double> model = CreateModel();
        var task = new MkrKgeTask<double>(model, Batch);
        var adam = new Adam<double>(task.Tape, model.Parameters, new AdamOptions(Rate, RowPolicy.Lazy));
        var copy = new LoopModel<double>(model);
        var loops = new LoopKgeTask<double>(copy, Rate);
        for (int step = 0; step < 3; step++)
        {
            int[] items = Rows(Sizes.Items), heads = Rows(Sizes.Entities), relations = Rows(Sizes.Relations);
            int[] tails = Rows(Sizes.Entities), falseTails = Rows(Sizes.Entities);
            items.CopyTo(task.Items!.Rows);
            heads.CopyTo(task.Heads.Rows);
            relations.CopyTo(task.Relations.Rows);
            tails.CopyTo(task.Tails.Rows);
            falseTails.CopyTo(task.FalseTriples[0].Tails.Rows);
            Assert.That(loops.ForwardBackward(items, heads, relations, tails, falseTails),
                Is.EqualTo(task.ForwardBackward(Batch)).Within(1e-12));
            CompareGradients(task.Tape, copy);
            adam.Step();
            loops.Step();
            CompareValues(task.Tape, copy);
        }
    }

    /// <summary>Large penalties, so that their gradients count.</summary>
    private MkrModel<double> CreateModel()
    {
        var model = new MkrModel<double>(new MkrOptions { Dim = dim, LowLayers = lowLayers, L2 = 0.1, Lambda1 = 0.5 }, Sizes);
        model.Initialize(_random);
        return model;
    }

    private int[] Rows(int count) => [.. Enumerable.Range(0, Batch).Select(_ => _random.NextInt32(count))];

    private static void CompareGradients(Tape<double> tape, LoopModel<double> loops)
    {
        foreach (WeightGradient<double> gradient in tape.Weights.Gradients)
            AssertClose(gradient.Values.ToArray(), loops[gradient.Weight.Name].Gradient, "gradient of " + gradient.Weight.Name);
        foreach (TableGradient<double> gradient in tape.Tables)
        {
            foreach (Table<double> table in gradient.Tables)
                AssertClose(GradientCheck.Scatter(gradient, table), loops[table.Name].Gradient, "gradient of " + table.Name);
        }
    }

    private static void CompareValues(Tape<double> tape, LoopModel<double> loops)
    {
        foreach (Parameter<double> parameter in tape.Weights.Gradients.Select(g => g.Weight)
            .Concat<Parameter<double>>(tape.Tables.SelectMany(g => g.Tables)))
        {
            double[] values = new double[parameter.Count];
            parameter.CopyTo(values);
            AssertClose(values, loops[parameter.Name].Values, parameter.Name);
        }
    }

    private static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.That(actual, Is.EqualTo(expected).Within(1e-10 * expected.Max(Math.Abs)), what);
        // A task's last cross unit computes one side only: the other side's bias is there, and stays zero.
        if (!what.Contains("bias_", StringComparison.Ordinal)) Assert.That(expected, Has.Some.Not.Zero, what);
    }
}
