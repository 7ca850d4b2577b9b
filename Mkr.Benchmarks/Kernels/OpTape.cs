using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// A tape with one op, whose forward and backward pass can be run alone over one tile of examples. Its inputs and its outputs' gradients
/// are random and stay as they are.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OpTape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public OpTape(int batch, Func<Tape<T>, Op<T>> record)
    {
        var random = new SeededRandom(1);
        Tape = new Tape<T>(batch, tile: batch);
        Op = record(Tape);
        Tape.ForwardBackward(batch);
        foreach (Variable<T> input in Op.Inputs)
            LaneRows.Fill(input.Value, random);
        foreach (Variable<T> output in Op.Outputs)
            LaneRows.Fill(output.Gradient, random);
    }

    public Tape<T> Tape { get; }

    public Op<T> Op { get; }

    /// <summary>The values of input <paramref name="index"/>, an example a row.</summary>
    public T[] Input(int index) => LaneRows.Of(Op.Inputs[index].Value);

    /// <summary>The gradient of input <paramref name="index"/>, an example a row.</summary>
    public T[] InputGradient(int index) => LaneRows.Of(Op.Inputs[index].Gradient);

    /// <summary>The values of output <paramref name="index"/>, an example a row.</summary>
    public T[] Output(int index) => LaneRows.Of(Op.Outputs[index].Value);

    /// <summary>The gradient of output <paramref name="index"/>, an example a row.</summary>
    public T[] OutputGradient(int index) => LaneRows.Of(Op.Outputs[index].Gradient);

    /// <summary>The gradients of all weights after one step.</summary>
    public T[] WeightGradients()
    {
        Tape.ForwardBackward(Tape.MaxBatch);
        return Tape.Weights.Values.ToArray();
    }
}
