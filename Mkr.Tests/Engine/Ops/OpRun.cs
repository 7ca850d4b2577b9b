using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Ops;

/// <summary>
/// One step of an op on random vectors, with random gradients of its output; an example's vectors are rows of tables, so that their
/// gradients can be read. For comparison with the op's formula in plain loops.
/// </summary>
internal sealed class OpRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[][] _inputs;
    private readonly double[][] _gradients;
    private readonly int[] _sizes;

    /// <summary>Runs an op.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="sizes">The lengths of the input vectors.</param>
    /// <param name="record">Records the op on the inputs; it may add weights to the set.</param>
    public OpRun(int batch, int[] sizes, Func<Tape<T>, Variable<T>[], ParameterSet<T>, Variable<T>> record)
    {
        var random = new SeededRandom((ulong)(batch + sizes.Sum()));
        var tape = new Tape<T>(batch);
        Table<T>[] tables = [.. sizes.Select((size, i) => Parameters.AddTable($"input {i}", batch, size))];
        Variable<T>[] inputs = [.. tables.Select(table => Rows(tape, table, batch))];
        Variable<T> output = record(tape, inputs, Parameters);
        foreach (Parameter<T> parameter in Parameters.Parameters) new Normal(1).Fill(parameter, random);
        var result = new BatchOutput<T>(tape, output);
        var given = new GivenGradient<T>(tape, output);
        for (int i = 0; i < given.Values.Length; i++) given.Values[i] = random.NextGaussian();
        tape.ForwardBackward(batch);
        _sizes = sizes;
        Batch = batch;
        OutputSize = output.Features;
        Output = Doubles(result.Values);
        OutputGradient = given.Values;
        _inputs = [.. tables.Select(Numbers)];
        _gradients = [.. tape.Tables.Select(Scatter)];
        WeightGradients = tape.Weights.Gradients.ToDictionary(g => g.Weight.Name, g => Doubles(g.Values));
    }

    public int Batch { get; }

    public int OutputSize { get; }

    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>The output, an example a row.</summary>
    public double[] Output { get; }

    public double[] OutputGradient { get; }

    public IReadOnlyDictionary<string, double[]> WeightGradients { get; }

    public double[] Input(int input, int example) => Row(_inputs[input], _sizes[input], example);

    public double[] InputGradient(int input, int example) => Row(_gradients[input], _sizes[input], example);

    public double[] OutputOf(int example) => Row(Output, OutputSize, example);

    public double[] GradientOf(int example) => Row(OutputGradient, OutputSize, example);

    public double[] Weight(string name) => Numbers(Parameters[name]);

    private static double[] Row(double[] all, int size, int example) => all[(example * size)..((example + 1) * size)];

    private static double[] Numbers(Parameter<T> parameter)
    {
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        return Doubles(values);
    }

    private static double[] Scatter(TableGradient<T> gradient)
    {
        var values = new T[gradient.Tables[0].Count];
        gradient.AddTo(gradient.Tables[0], values);
        return Doubles(values);
    }

    private static double[] Doubles(ReadOnlySpan<T> values)
    {
        double[] numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = double.CreateChecked(values[i]);
        return numbers;
    }

    private static Variable<T> Rows(Tape<T> tape, Table<T> table, int batch)
    {
        Lookup<T> lookup = tape.Lookup(table);
        for (int i = 0; i < batch; i++) lookup.Rows[i] = i;
        return new Embedding<T>(tape, lookup).Output;
    }
}
