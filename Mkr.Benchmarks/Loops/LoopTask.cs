using System.Numerics;
using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// What MKR's two tasks have in common when they are written an example at a time: their parameters, the penalty on weights, and Adam.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class LoopTask<T>(LoopModel<T> model, double learningRate)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The rows of tables that are in the batch move, and no others: the least that a step can do.
    private readonly LoopAdam<T> _adam = new(new AdamOptions(learningRate));

    protected double L2 => model.Options.L2;

    /// <summary>The tables that the task looks up.</summary>
    protected abstract LoopParameter<T>[] Tables { get; }

    /// <summary>The weights that the penalty falls on.</summary>
    protected abstract LoopParameter<T>[] Penalised { get; }

    /// <summary>Moves the parameters by the gradients of the last batch.</summary>
    public void Step()
    {
        _adam.BeginStep();
        foreach (LoopParameter<T> weight in model.Weights) _adam.Update(weight);
        foreach (LoopParameter<T> table in Tables) _adam.UpdateTouched(table);
    }

    protected void ClearGradients()
    {
        foreach (LoopParameter<T> weight in model.Weights) weight.Clear();
        foreach (LoopParameter<T> table in Tables) table.ClearTouched();
    }

    /// <summary>|w|² / 2 of the weights, whose gradients get their share.</summary>
    protected double PenaliseWeights()
    {
        double sum = 0;
        foreach (LoopParameter<T> weight in Penalised)
        {
            sum += HalfSquare(weight.Values);
            for (int i = 0; i < weight.Values.Length; i++)
                weight.Gradient[i] += T.CreateChecked(L2) * weight.Values[i];
        }

        return L2 * sum;
    }

    protected static double HalfSquare(ReadOnlySpan<T> values)
    {
        double sum = 0;
        foreach (T value in values) sum += double.CreateChecked(value * value);
        return sum / 2;
    }

    protected static T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        T sum = T.Zero;
        for (int j = 0; j < x.Length; j++) sum += x[j] * y[j];
        return sum;
    }
}
