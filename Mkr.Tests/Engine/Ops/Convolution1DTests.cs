using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Convolutions of texts against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(Convolution1D<>))]
internal sealed class Convolution1DTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Vocabulary = 199;

    private readonly SeededRandom _random = new(5);

    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 5, 8, 16)] int columns, [Values(1, 3, 8, 16, 40)] int filters, [Values(1, 2, 3)] int window,
        [Values(1, 33, 700)] int batch)
    {
        var parameters = new ParameterSet<T>();
        Table<T> table = parameters.AddTable("words", Vocabulary, columns);
        Weight<T> filter = parameters.AddWeight("filter", window * columns, filters), bias = parameters.AddWeight("bias", 1, filters);
        foreach (Parameter<T> parameter in parameters.Parameters) new Normal(1).Fill(parameter, _random);
        var texts = new Bags(batch, Vocabulary, false, _random);
        var tape = new Tape<T>(batch);
        BagLookup<T> lookup = tape.BagLookup(table, texts.Count + 1);
        Variable<T> y = new Convolution1D<T>(tape, lookup, filter, bias).Output;
        var output = new BatchOutput<T>(tape, y);
        var gradient = new GivenGradient<T>(tape, y);
        Numbers.Uniform<double>(batch * filters, _random).CopyTo(gradient.Values, 0);
        texts.Fill(lookup);
        tape.ForwardBackward(batch);

        var loops = new Loops(Doubles(table), Doubles(filter), Doubles(bias), columns, window);
        double[] expected = loops.Run(texts.Rows, gradient.Values);
        T[] words = new T[table.Count];
        tape.Tables[0].AddTo(table, words);
        AssertClose(output.Values, expected);
        AssertClose(words, loops.TableGradient);
        AssertClose(tape.Weights.Of(filter).Values, loops.FilterGradient);
        AssertClose(tape.Weights.Of(bias).Values, loops.BiasGradient);
    }

    /// <summary>Words 1 and 2, filter sums 3 and 3 at both places: the first position's word learns.</summary>
    [Test]
    public void Of_equal_positions_the_first_gets_the_gradient()
    {
        (Tape<T> tape, BagLookup<T> lookup, Variable<T> y) = OneFilter(words: [0, 3, 3, 1], weight: 1, bias: 0);
        new[] { 3, 1, 2 }.CopyTo(lookup.Rows);
        lookup.Ends[0] = 3;
        tape.ForwardBackward(1);
        Assert.That(Numbers.ToDouble(y.Value[0][0]), Is.EqualTo(3));
        Assert.That(Gradient(tape), Is.EqualTo(new double[] { 0, 1, 0, 0 }));
    }

    [Test]
    public void Without_words_it_is_zero_whatever_the_bias()
    {
        (Tape<T> tape, BagLookup<T> lookup, Variable<T> y) = OneFilter(words: [0, 3, 3, 1], weight: 1, bias: 2);
        lookup.Ends[0] = 0;
        tape.ForwardBackward(1);
        Assert.That(Numbers.ToDouble(y.Value[0][0]), Is.Zero);
        Assert.That(tape.Weights.Gradients.SelectMany(g => g.Values.ToArray()), Has.All.EqualTo(T.Zero));
    }

    [Test]
    public void Nothing_above_zero_has_no_gradient()
    {
        (Tape<T> tape, BagLookup<T> lookup, Variable<T> y) = OneFilter(words: [0, 3, 3, 1], weight: -1, bias: 0);
        new[] { 0, 1 }.CopyTo(lookup.Rows);
        lookup.Ends[0] = 2;
        tape.ForwardBackward(1);
        Assert.That(Numbers.ToDouble(y.Value[0][0]), Is.Zero);
        Assert.That(Gradient(tape), Is.EqualTo(new double[] { 0, 0, 0, 0 }));
    }

    [Test]
    public void What_does_not_fit_is_refused()
    {
        var parameters = new ParameterSet<T>();
        Table<T> table = parameters.AddTable("words", Vocabulary, 4);
        Weight<T> filter = parameters.AddWeight("filter", 10, 3), bias = parameters.AddWeight("bias", 1, 3);
        Weight<T> whole = parameters.AddWeight("whole", 8, 4);
        var tape = new Tape<T>(2);
        Assert.That(
            () => new Convolution1D<T>(tape, tape.BagLookup(table, 3), filter, bias),
            Throws.ArgumentException.With.Message.Contains("no whole number of words"));
        Assert.That(() => new Convolution1D<T>(tape, tape.BagLookup(table, 3), whole, bias), Throws.ArgumentException);
        Assert.That(
            () => new Convolution1D<T>(tape, tape.BagLookup(table, 3, isWeighted: true), whole, bias),
            Throws.ArgumentException.With.Message.Contains("no weights"));
    }

    /// <summary>One filter of one word, whose vector is one number.</summary>
    private static (Tape<T> Tape, BagLookup<T> Words, Variable<T> Y) OneFilter(double[] words, double weight, double bias)
    {
        var parameters = new ParameterSet<T>();
        Table<T> table = parameters.AddTable("words", words.Length, 1);
        Weight<T> filter = parameters.AddWeight("filter", 1, 1), b = parameters.AddWeight("bias", 1, 1);
        table.CopyFrom([.. words.Select(T.CreateChecked)]);
        (filter.Values[0], b.Values[0]) = (T.CreateChecked(weight), T.CreateChecked(bias));
        var tape = new Tape<T>(1);
        BagLookup<T> lookup = tape.BagLookup(table, words.Length);
        Variable<T> y = new Convolution1D<T>(tape, lookup, filter, b).Output;
        new GivenGradient<T>(tape, y).Values[0] = 1;
        return (tape, lookup, y);
    }

    private static double[] Gradient(Tape<T> tape)
    {
        Table<T> table = tape.Tables[0].Tables[0];
        T[] gradient = new T[table.Count];
        tape.Tables[0].AddTo(table, gradient);
        return [.. gradient.Select(Numbers.ToDouble)];
    }

    private static double[] Doubles(Parameter<T> parameter)
    {
        T[] values = new T[parameter.Count];
        parameter.CopyTo(values);
        return [.. values.Select(Numbers.ToDouble)];
    }

    private static void AssertClose(ReadOnlySpan<T> actual, double[] expected)
    {
        var meter = new ErrorMeter();
        for (int i = 0; i < actual.Length; i++)
            meter.Add(Numbers.ToDouble(actual[i]), expected[i]);
        meter.AssertRounding<T>();
    }

    /// <summary>The formula, number by number.</summary>
    private sealed class Loops(double[] table, double[] filter, double[] bias, int columns, int window)
    {
        public double[] TableGradient { get; } = new double[table.Length];

        public double[] FilterGradient { get; } = new double[filter.Length];

        public double[] BiasGradient { get; } = new double[bias.Length];

        public double[] Run(int[][] texts, double[] gradient)
        {
            double[] y = new double[texts.Length * bias.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                for (int f = 0; f < bias.Length; f++)
                {
                    int best = -1;
                    for (int p = 0; texts[i].Length > 0 && p <= Math.Max(texts[i].Length - window, 0); p++)
                    {
                        double value = Sum(texts[i], p, f);
                        if (value > y[(i * bias.Length) + f]) (y[(i * bias.Length) + f], best) = (value, p);
                    }

                    if (best >= 0) Learn(texts[i], best, f, gradient[(i * bias.Length) + f]);
                }
            }

            return y;
        }

        private double Sum(int[] text, int position, int f)
        {
            double sum = bias[f];
            foreach ((int word, int weight) in Products(text, position, f)) sum += table[word] * filter[weight];
            return sum;
        }

        private void Learn(int[] text, int position, int f, double g)
        {
            BiasGradient[f] += g;
            foreach ((int word, int weight) in Products(text, position, f))
            {
                TableGradient[word] += g * filter[weight];
                FilterGradient[weight] += g * table[word];
            }
        }

        private IEnumerable<(int Word, int Weight)> Products(int[] text, int position, int f) =>
            from o in Enumerable.Range(0, Math.Min(window, text.Length - position))
            from c in Enumerable.Range(0, columns)
            select ((text[position + o] * columns) + c, (((o * columns) + c) * bias.Length) + f);
    }
}
