using System.Numerics;

namespace Mkr.Benchmarks.Loops;

/// <summary>One output of a cross&amp;compress unit on one example, y = v (e·wE) + e (v·wV) + b.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopCross<T>(LoopParameter<T> alongE, LoopParameter<T> alongV, LoopParameter<T> bias)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Forward(ReadOnlySpan<T> v, ReadOnlySpan<T> e, Span<T> y)
    {
        T a = Dot(e, alongE.Values), c = Dot(v, alongV.Values);
        for (int j = 0; j < y.Length; j++)
            y[j] = (v[j] * a) + (e[j] * c) + bias.Values[j];
    }

    /// <summary>Adds to the gradients of v, of e and of the three weights.</summary>
    public void Backward(ReadOnlySpan<T> v, ReadOnlySpan<T> e, ReadOnlySpan<T> gradY, Span<T> gradV, Span<T> gradE)
    {
        T a = Dot(e, alongE.Values), c = Dot(v, alongV.Values), gradA = Dot(gradY, v), gradC = Dot(gradY, e);
        for (int j = 0; j < gradY.Length; j++)
        {
            gradV[j] += (gradY[j] * a) + (alongV.Values[j] * gradC);
            gradE[j] += (gradY[j] * c) + (alongE.Values[j] * gradA);
            alongE.Gradient[j] += gradA * e[j];
            alongV.Gradient[j] += gradC * v[j];
            bias.Gradient[j] += gradY[j];
        }
    }

    private static T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        T sum = T.Zero;
        for (int j = 0; j < x.Length; j++)
            sum += x[j] * y[j];
        return sum;
    }
}
