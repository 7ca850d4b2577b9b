using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;

namespace Mkr.Tests.Engine;

internal sealed class TapeTests
{
    private readonly ParameterSet<double> _parameters = new();
    private readonly SeededRandom _random = new(11);

    [SetUp]
    public void AddParameters()
    {
        if (_parameters.Parameters.Count > 0) return;
        _parameters.AddTable("items", 50, 5);
        _parameters.AddTable("entities", 50, 5);
        _parameters.AddWeight("weight", 5, 5);
        _parameters.AddWeight("bias", 1, 5);
        CrossWeights<double>.Create(_parameters, "cross.", 5);
        foreach (Parameter<double> parameter in _parameters.Parameters)
            new Normal(0.5).Fill(parameter, _random);
    }

    [TestCase(0)]
    [TestCase(9)]
    public void A_batch_that_was_not_recorded_for_is_refused(int batch)
    {
        Tape<double> tape = Record(new Tape<double>(8));
        Assert.That(
            () => tape.Forward(batch),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ActualValue").EqualTo(batch).And.Message.Contains("1 to 8"));
    }

    [Test]
    public void Recording_after_a_run_is_refused()
    {
        Tape<double> tape = Record(new Tape<double>(8));
        Variable<double> first = tape.Variables[0];
        tape.Forward(1);
        Assert.That(() => tape.Variable("x", 1), Throws.InvalidOperationException);
        Assert.That(() => tape.Lookup((Table<double>)_parameters["items"]), Throws.InvalidOperationException);
        Assert.That(() => new Relu<double>(tape, first), Throws.InvalidOperationException);
    }

    [Test]
    public void The_same_variable_twice_is_refused()
    {
        var tape = new Tape<double>(8);
        Variable<double> x = tape.Variable("x", 2);
        Assert.That(() => new InnerProduct<double>(tape, x, x), Throws.ArgumentException.With.Message.Contains("inner product"));
    }

    [Test]
    public void Shapes_that_do_not_agree_are_named()
    {
        var tape = new Tape<double>(8);
        Variable<double> x = tape.Variable("x", 2), y = tape.Variable("y", 3);
        Assert.That(() => new InnerProduct<double>(tape, x, y),
            Throws.ArgumentException.With.Message.EqualTo("inner product: x has 2 features, but y has 3."));
    }

    [Test]
    public void A_pair_and_its_first_table_cannot_both_be_looked_up()
    {
        TablePair<double> pair = new ParameterSet<double>().AddTablePair("first", 3, "second", 5, 2);
        var tape = new Tape<double>(8);
        tape.Lookup(pair);
        Assert.That(() => tape.Lookup(pair.First),
            Throws.ArgumentException.With.Message.Contains("'first' is looked up as the first of a pair"));
        var other = new Tape<double>(8);
        other.Lookup(pair.Second);
        Assert.That(() => other.Lookup(pair), Throws.ArgumentException.With.Message.Contains("look up its pair first"));
    }

    [TestCase(-1)]
    [TestCase(50)]
    public void A_row_out_of_range_is_refused_naming_the_table(int row)
    {
        var tape = new Tape<double>(8);
        Lookup<double> lookup = tape.Lookup((Table<double>)_parameters["items"]);
        _ = new Embedding<double>(tape, lookup);
        lookup.Rows[1] = row;
        Assert.That(() => tape.Forward(2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("'items' has rows 0 to 49"));
        Assert.That(tape.Forward(1), Is.Zero, "the tape can still be used");
    }

    [Test]
    public void CheckFinite_names_the_op_and_the_example()
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 2, 3);
        Weight<double> weight = parameters.AddWeight("weight", 3, 1), bias = parameters.AddWeight("bias", 1, 1);
        var tape = new Tape<double>(2) { CheckFinite = true };
        Lookup<double> lookup = tape.Lookup(table);
        lookup.Rows[1] = 1;
        _ = new Dense<double>(tape, new Embedding<double>(tape, lookup).Output, weight, bias, Activation.Identity);
        Assert.That(tape.Forward(2), Is.Zero);
        weight.Values.Fill(1e300);
        table[1, 2] = 1e300;
        Assert.That(
            () => tape.Forward(2),
            Throws.TypeOf<NotFiniteNumberException>().With.Message.StartsWith("dense weight")
                .And.Message.Contains("feature 0 of example 1"));
    }

    [Test]
    public void Many_tiles_give_what_one_tile_gives([Values(1, 129, 256, 300)] int batch)
    {
        Tape<double> many = Record(new Tape<double>(300, 128)), one = Record(new Tape<double>(300, 512));
        Assert.That((many.Shape.Capacity, one.Shape.Capacity >= 300), Is.EqualTo((128, true)));
        Assert.That(many.ForwardBackward(batch), Is.EqualTo(one.ForwardBackward(batch)).Within(1e-10).Percent);
        foreach ((WeightGradient<double> actual, WeightGradient<double> expected) in many.Weights.Gradients.Zip(one.Weights.Gradients))
            Assert.That(actual.Values.ToArray(), Is.EqualTo(expected.Values.ToArray()).Within(1e-12), expected.Weight.Name);
        foreach ((TableGradient<double> actual, TableGradient<double> expected) in many.Tables.Zip(one.Tables))
            Assert.That(Scatter(actual), Is.EqualTo(Scatter(expected)).Within(1e-12), expected.Tables[0].Name);
    }

    /// <summary>A smaller batch after a larger one leaves the larger one's examples in the padding; they must not count.</summary>
    [Test]
    public void A_smaller_batch_forgets_the_larger_one_before_it()
    {
        Tape<double> used = Record(new Tape<double>(300)), fresh = Record(new Tape<double>(5));
        used.ForwardBackward(300);
        Assert.That(used.ForwardBackward(5), Is.EqualTo(fresh.ForwardBackward(5)));
        Assert.That(used.Weights.Values.ToArray(), Is.EqualTo(fresh.Weights.Values.ToArray()));
        Assert.That(Scatter(used.Tables[0]), Is.EqualTo(Scatter(fresh.Tables[0])));
    }

    private static double[] Scatter(TableGradient<double> gradient) => GradientCheck.Scatter(gradient, gradient.Tables[0]);

    /// <summary>A network with every kind of reader: rows, dense, cross&amp;compress, inner product, and all losses.</summary>
    private Tape<double> Record(Tape<double> tape)
    {
        Variable<double> item = Rows("items", 7), entity = Rows("entities", 11);
        Variable<double> dense = new Dense<double>(
            tape, item, (Weight<double>)_parameters["weight"], (Weight<double>)_parameters["bias"], Activation.Relu).Output;
        Weight<double>[] vectors =
            [.. _parameters.Parameters.OfType<Weight<double>>().Where(w => w.Name.StartsWith("cross.", StringComparison.Ordinal))];
        var cross = new CrossCompress<double>(
            tape, item, entity, new CrossWeights<double>(vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]));
        Variable<double> again = new Dense<double>(tape, dense, (Weight<double>)_parameters["weight"], (Weight<double>)_parameters["bias"],
            Activation.Tanh).Output;
        Variable<double> logits = new InnerProduct<double>(tape, again, cross.Item).Output;
        var labels = new BatchInput<double>(tape, "label");
        for (int i = 0; i < tape.MaxBatch; i++)
            labels.Values[i] = i % 3 == 0 ? 1 : 0;
        _ = new SigmoidCrossEntropy<double>(tape, logits, labels.Output);
        _ = new ScoreDifference<double>(tape, new Sigmoid<double>(tape, new InnerProduct<double>(tape, item, cross.Entity).Output).Output);
        _ = new L2Penalty<double>(tape, cross.Item) { Scale = 0.1 };
        _ = new WeightL2Penalty<double>(tape, vectors) { Scale = 0.1 };
        return tape;

        Variable<double> Rows(string name, int step)
        {
            Lookup<double> lookup = tape.Lookup((Table<double>)_parameters[name]);
            for (int i = 0; i < tape.MaxBatch; i++)
                lookup.Rows[i] = i * step % 50;
            return new Embedding<double>(tape, lookup).Output;
        }
    }
}
