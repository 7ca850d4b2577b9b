using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>The O(d) form of the unit against the paper's, which builds the d x d matrix.</summary>
[TestsOf(typeof(CrossCompress<>), typeof(CrossMatrix<>))]
internal sealed class CrossCompressTests
{
    private static readonly int[] Dimensions = [1, 2, 3, 4, 5, 8, 16, 32];
    private static readonly int[] Batches = [1, 7, 64, 300];

    [Test]
    public void Equals_the_materialised_form(
        [ValueSource(nameof(Dimensions))] int d, [ValueSource(nameof(Batches))] int batch, [Values(1UL, 2UL, 3UL)] ulong seed)
    {
        Run fast = new(d, batch, seed, materialised: false), reference = new(d, batch, seed, materialised: true);
        Assert.That(fast.Names, Is.EqualTo(reference.Names));
        for (int i = 0; i < fast.Names.Count; i++)
        {
            double scale = reference.Numbers[i].Max(Math.Abs);
            for (int j = 0; j < fast.Numbers[i].Length; j++)
                Assert.That(Math.Abs(fast.Numbers[i][j] - reference.Numbers[i][j]), Is.LessThanOrEqualTo(1e-12 * scale),
                    $"{fast.Names[i]}[{j}]");
        }
    }

    [Test]
    public void An_output_that_was_not_recorded_is_an_error()
    {
        var tape = new Tape<double>(1);
        Variable<double> v = tape.Variable("v", 2), e = tape.Variable("e", 2);
        var unit = new CrossCompress<double>(tape, v, e, CrossWeights<double>.Create(new ParameterSet<double>(), "", 2), CrossOutputs.Item);
        Assert.That(() => unit.Entity, Throws.InvalidOperationException);
    }

    /// <summary>Both outputs, the six weight gradients and both input gradients of one step with random cotangents.</summary>
    private sealed class Run
    {
        public Run(int d, int batch, ulong seed, bool materialised)
        {
            var random = new SeededRandom(seed);
            var parameters = new ParameterSet<double>();
            var tape = new Tape<double>(batch);
            Variable<double> v = Rows("v"), e = Rows("e");
            CrossWeights<double> weights = CrossWeights<double>.Create(parameters, "", d);
            foreach (Weight<double> weight in weights.All)
                new Normal(1).Fill(weight, random);
            Op<double> unit = materialised ? new CrossMatrix<double>(tape, v, e, weights) : new CrossCompress<double>(tape, v, e, weights);
            BatchOutput<double>[] outputs = [.. unit.Outputs.Select(output => new BatchOutput<double>(tape, output))];
            foreach (Variable<double> output in unit.Outputs)
                _ = new CotangentProbe<double>(tape, output, random);

            tape.ForwardBackward(batch);
            Add("v'", outputs[0].Values.ToArray());
            Add("e'", outputs[1].Values.ToArray());
            foreach (WeightGradient<double> gradient in tape.Weights.Gradients)
                Add(gradient.Weight.Name, gradient.Values.ToArray());
            foreach (TableGradient<double> gradient in tape.Tables)
                Add(gradient.Tables[0].Name, GradientCheck.Scatter(gradient, gradient.Tables[0]));

            Variable<double> Rows(string name)
            {
                Table<double> table = parameters.AddTable(name, batch, d);
                new Normal(1).Fill(table, random);
                Lookup<double> lookup = tape.Lookup(table);
                for (int i = 0; i < batch; i++)
                    lookup.Rows[i] = i;
                return new Embedding<double>(tape, lookup).Output;
            }
        }

        public List<string> Names { get; } = [];

        public List<double[]> Numbers { get; } = [];

        private void Add(string name, double[] numbers)
        {
            Names.Add(name);
            Numbers.Add(numbers);
        }
    }
}
