using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Texts with channels against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(AlignedConvolution<>), typeof(SourceRow<>))]
internal sealed class AlignedConvolutionTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Length = 5;
    private const int Texts = 9;
    private const int Rows = 11;
    private static readonly int[] Windows = [1, 2, 3];

    private readonly SeededRandom _random = new(5);
    private readonly ParameterSet<T> _parameters = new();

    /// <summary>Two channels, the second of which is transformed; the examples read texts several times, or not at all.</summary>
    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 9)] int d, [Values(1, 3, 16, 20)] int filters, [Values(1, 300)] int batch)
    {
        var tape = new Tape<T>(batch);
        string name = $"{d} {filters} {batch} ";
        TextChannel<T> words = Channel(tape, name + "word", d, inner: null, filters);
        TextChannel<T> entities = Channel(tape, name + "entity", d + 1, d, filters);
        Weight<T> bias = Add(_parameters.AddWeight(name + "bias", Windows.Length, filters));
        var texts = new AlignedConvolution<T>(tape, [words, entities], Length, Windows, bias) { Count = Texts };
        var numbers = new RowNumbers(batch);
        for (int i = 0; i < batch; i++) numbers.Rows[i] = i * 2 % Texts;
        Variable<T> y = new SourceRow<T>(tape, texts, numbers).Output;
        var output = new BatchOutput<T>(tape, y);
        var gradient = new GivenGradient<T>(tape, y);
        Numbers.Uniform<double>(gradient.Values.Length, _random).CopyTo(gradient.Values, 0);
        tape.ForwardBackward(batch);

        var loops = new Loops([new LoopChannel(words), new LoopChannel(entities)], Doubles(bias), filters);
        double[][] expected = [.. Enumerable.Range(0, Texts).Select(loops.Forward)];
        AssertClose(output.Values, [.. Enumerable.Range(0, batch).SelectMany(i => expected[numbers.Rows[i]])]);
        for (int text = 0; text < Texts; text++) AssertClose(texts[text], expected[text]);
        for (int i = 0; i < batch; i++)
            loops.Backward(numbers.Rows[i], gradient.Values.AsSpan(i * texts.Columns, texts.Columns));
        AssertClose(tape.Weights.Of(bias).Values, loops.GradBias);
        for (int c = 0; c < 2; c++) CheckGradients(tape, c == 0 ? words : entities, loops.Channels[c]);
    }

    /// <summary>A number that is no row of the step would read what is not there.</summary>
    [Test]
    public void What_does_not_fit_is_refused()
    {
        var tape = new Tape<T>(1);
        TextChannel<T> words = Channel(tape, "w", 2, inner: null, filters: 2);
        Weight<T> bias = _parameters.AddWeight("b", Windows.Length, 2), other = _parameters.AddWeight("other", Windows.Length, 3);
        Refuses(2, Windows, bias, "1 to 2 words");
        Refuses(Length, [1, 2], bias, "the windows has 2");
        Refuses(Length, Windows, other, "has 18 features");
        var texts = new AlignedConvolution<T>(tape, [words], Length, Windows, bias) { Count = Texts };
        Assert.That(() => texts.Count = Texts + 1, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 9 texts"));
        var number = new RowNumbers(1);
        _ = new SourceRow<T>(tape, texts, number);
        number.Rows[0] = Texts;
        Assert.That(() => tape.Forward(1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("rows 0 to 8"));
        words.Positions.Rows[0] = Rows;
        Assert.That(() => tape.Forward(1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("rows 0 to 10 of 'w'"));
    }

    private void Refuses(int length, int[] windows, Weight<T> bias, string message)
    {
        var tape = new Tape<T>(1);
        TextChannel<T> words = Channel(tape, message, 2, inner: null, filters: 2);
        Assert.That(
            () => new AlignedConvolution<T>(tape, [words], length, windows, bias), Throws.ArgumentException.With.Message.Contains(message));
    }

    private TextChannel<T> Channel(Tape<T> tape, string name, int d, int? inner, int filters)
    {
        Table<T> table = Add(_parameters.AddTable(name, Rows + 3, d));
        StepLookup<T> rows = tape.StepLookup(table, Rows);
        rows.Count = Rows;
        for (int i = 0; i < Rows; i++) rows.Rows[i] = (i * 3) % (Rows + 3);
        var positions = new RowNumbers(Texts * Length);
        foreach (ref int position in positions.Rows) position = _random.NextInt32(Rows);
        Weight<T> filter = Add(_parameters.AddWeight(name + " filter", inner ?? d, Windows.Sum() * filters));
        return inner is not int hidden
            ? new TextChannel<T>(rows, positions, filter)
            : new TextChannel<T>(
                rows, positions, filter, Add(_parameters.AddWeight(name + " w", d, hidden)),
                Add(_parameters.AddWeight(name + " b", 1, hidden)));
    }

    private TParameter Add<TParameter>(TParameter parameter)
        where TParameter : Parameter<T>
    {
        new Normal(0.6).Fill(parameter, _random);
        return parameter;
    }

    private static void CheckGradients(Tape<T> tape, TextChannel<T> channel, LoopChannel loops)
    {
        T[] rows = new T[channel.Rows.Table.Count];
        tape.Tables.Single(t => t.Tables[0] == channel.Rows.Table).AddTo(channel.Rows.Table, rows);
        AssertClose(rows, loops.GradTable);
        AssertClose(tape.Weights.Of(channel.Filters).Values, loops.GradFilter);
        if (channel.Transform is null) return;
        AssertClose(tape.Weights.Of(channel.Transform).Values, loops.GradTransform);
        AssertClose(tape.Weights.Of(channel.TransformBias!).Values, loops.GradTransformBias);
    }

    private static double[] Doubles(Parameter<T> parameter)
    {
        T[] values = new T[parameter.Count];
        parameter.CopyTo(values);
        return [.. values.Select(Numbers.ToDouble)];
    }

    private static void AssertClose(ReadOnlySpan<T> actual, double[] expected)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        var meter = new ErrorMeter();
        for (int i = 0; i < actual.Length; i++) meter.Add(Numbers.ToDouble(actual[i]), expected[i]);
        meter.AssertBelow(typeof(T) == typeof(float) ? 1e-4 : 1e-12);
    }

    /// <summary>A channel, number by number.</summary>
    private sealed class LoopChannel(TextChannel<T> channel)
    {
        private readonly double[] _table = Doubles(channel.Rows.Table), _filter = Doubles(channel.Filters);
        private readonly double[] _transform = channel.Transform is null ? [] : Doubles(channel.Transform);
        private readonly double[] _bias = channel.Transform is null ? [] : Doubles(channel.TransformBias!);
        private readonly int _columns = channel.Rows.Columns;

        public double[] GradTable { get; } = new double[channel.Rows.Table.Count];

        public double[] GradFilter { get; } = new double[channel.Filters.Count];

        public double[] GradTransform { get; } = new double[channel.Transform?.Count ?? 0];

        public double[] GradTransformBias { get; } = new double[channel.Transform?.Columns ?? 0];

        /// <summary>What the filters' column makes of a position.</summary>
        public double Product(int text, int position, int column) =>
            H(text, position).Select((h, c) => h * _filter[(c * channel.Filters.Columns) + column]).Sum();

        public void Learn(int text, int position, int column, double g)
        {
            double[] h = H(text, position);
            int row = Row(text, position);
            for (int c = 0; c < h.Length; c++)
            {
                int weight = (c * channel.Filters.Columns) + column;
                GradFilter[weight] += g * h[c];
                double gradH = g * _filter[weight];
                if (channel.Transform is null)
                {
                    GradTable[(row * _columns) + c] += gradH;
                    continue;
                }

                double gradient = gradH * (1 - (h[c] * h[c]));
                GradTransformBias[c] += gradient;
                for (int j = 0; j < _columns; j++)
                {
                    GradTransform[(j * h.Length) + c] += gradient * _table[(row * _columns) + j];
                    GradTable[(row * _columns) + j] += gradient * _transform[(j * h.Length) + c];
                }
            }
        }

        private int Row(int text, int position) => channel.Rows.Rows[channel.Positions.Rows[(text * Length) + position]];

        private double[] H(int text, int position)
        {
            double[] x = _table[(Row(text, position) * _columns)..][.._columns];
            return channel.Transform is null
                ? x
                : [.. _bias.Select((b, c) => Math.Tanh(b + x.Select((value, j) => value * _transform[(j * _bias.Length) + c]).Sum()))];
        }
    }

    /// <summary>The formula.</summary>
    private sealed class Loops(LoopChannel[] channels, double[] bias, int filters)
    {
        public LoopChannel[] Channels => channels;

        public double[] GradBias { get; } = new double[bias.Length];

        public double[] Forward(int text) =>
            [.. Enumerable.Range(0, bias.Length).Select(output => Math.Max(0, Best(text, output).Value))];

        public void Backward(int text, ReadOnlySpan<double> gradient)
        {
            for (int output = 0; output < bias.Length; output++)
            {
                (double value, int position) = Best(text, output);
                if (value <= 0) continue;
                GradBias[output] += gradient[output];
                foreach ((int o, int column) in Columns(output))
                    foreach (LoopChannel channel in channels) channel.Learn(text, position + o, column, gradient[output]);
            }
        }

        private (double Value, int Position) Best(int text, int output)
        {
            (double Value, int Position) best = (double.NegativeInfinity, -1);
            for (int p = 0; p <= Length - Windows[output / filters]; p++)
            {
                double value = bias[output] + Columns(output).Sum(x => channels.Sum(c => c.Product(text, p + x.Offset, x.Column)));
                if (value > best.Value) best = (value, p);
            }

            return best;
        }

        /// <summary>The filters' column for each word of an output's window.</summary>
        private IEnumerable<(int Offset, int Column)> Columns(int output)
        {
            (int window, int f) = Math.DivRem(output, filters);
            int first = Windows[..window].Sum();
            return Enumerable.Range(0, Windows[window]).Select(o => (o, ((first + o) * filters) + f));
        }
    }
}
