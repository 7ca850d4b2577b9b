using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(MatrixProduct<>))]
internal sealed class MatrixProductTests
{
    /// <summary>What a dense layer gives whose bias is 0, to the bit, and the same gradients.</summary>
    [Test]
    public void It_is_a_dense_layer_without_a_bias([Values(1, 5, 8)] int inputs, [Values(1, 4, 7)] int outputs)
    {
        const int Batch = 300;
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("x", Batch, inputs);
        Weight<double> weight = parameters.AddWeight("weight", inputs, outputs), bias = parameters.AddWeight("bias", 1, outputs);
        var random = new SeededRandom(1);
        new Normal(1).Fill(table, random);
        new Normal(1).Fill(weight, random);
        double[] gradient = Numbers.Uniform<double>(Batch * outputs, random);
        var expected = Run((tape, x) => new Dense<double>(tape, x, weight, bias, Activation.Identity).Output);
        var actual = Run((tape, x) => new MatrixProduct<double>(tape, x, weight).Output);
        Assert.That(actual.Y, Is.EqualTo(expected.Y));
        Assert.That(actual.Weight, Is.EqualTo(expected.Weight));
        Assert.That(actual.X, Is.EqualTo(expected.X));

        (double[] Y, double[] Weight, double[] X) Run(Func<Tape<double>, Variable<double>, Variable<double>> record)
        {
            var tape = new Tape<double>(Batch);
            Lookup<double> rows = tape.Lookup(table);
            Enumerable.Range(0, Batch).ToArray().CopyTo(rows.Rows);
            Variable<double> y = record(tape, new Embedding<double>(tape, rows).Output);
            var output = new BatchOutput<double>(tape, y);
            gradient.CopyTo(new GivenGradient<double>(tape, y).Values, 0);
            tape.ForwardBackward(Batch);
            return (output.Values.ToArray(), tape.Weights.Of(weight).Values.ToArray(), tape.Tables[0].Values.ToArray());
        }
    }
}
