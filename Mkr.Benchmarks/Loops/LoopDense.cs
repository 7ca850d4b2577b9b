using System.Numerics;
using Mkr.Engine;

namespace Mkr.Benchmarks.Loops;

/// <summary>A fully connected layer on one example, y = x W + b, and with <paramref name="relu"/> max(y, 0).</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopDense<T>(LoopParameter<T> weight, LoopParameter<T> bias, bool relu)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public LoopParameter<T> Weight => weight;

    public void Forward(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            T sum = bias.Values[j];
            for (int i = 0; i < x.Length; i++)
                sum += x[i] * weight.Values[(i * y.Length) + j];
            y[j] = relu ? T.Max(sum, T.Zero) : sum;
        }
    }

    /// <summary>Turns the gradient of max(y, 0) into that of y.</summary>
    public void BackwardActivation(ReadOnlySpan<T> y, Span<T> gradY)
    {
        for (int j = 0; relu && j < y.Length; j++)
            if (y[j] <= T.Zero) gradY[j] = T.Zero;
    }

    public void BackwardWeights(ReadOnlySpan<T> x, ReadOnlySpan<T> gradY)
    {
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < gradY.Length; j++)
                weight.Gradient[(i * gradY.Length) + j] += x[i] * gradY[j];
        }

        for (int j = 0; j < gradY.Length; j++)
            bias.Gradient[j] += gradY[j];
    }

    public void BackwardInput(ReadOnlySpan<T> gradY, Span<T> gradX)
    {
        for (int i = 0; i < gradX.Length; i++)
        {
            T sum = T.Zero;
            for (int j = 0; j < gradY.Length; j++)
                sum += gradY[j] * weight.Values[(i * gradY.Length) + j];
            gradX[i] = sum;
        }
    }
}
