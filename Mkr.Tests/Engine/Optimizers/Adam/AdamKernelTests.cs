using System.Numerics;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Optimizers;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class AdamKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Test]
    public void Update_follows_the_formula_at_every_length()
    {
        var random = new SeededRandom(8);
        var step = new AdamStep<T>(new AdamOptions(0.1, Beta1: 0.8, Beta2: 0.95, Epsilon: 1e-3), 3);
        double first = 1 - Math.Pow(0.8, 3), second = 1 - Math.Pow(0.95, 3);
        var meter = new ErrorMeter();
        for (int length = 1; length <= 100; length++)
        {
            T[] w = Numbers.Uniform<T>(length, random), m = Numbers.Uniform<T>(length, random), g = Numbers.Uniform<T>(length, random);
            T[] v = [.. Numbers.Uniform<T>(length, random).Select(T.Abs)];
            T[] w0 = [.. w], m0 = [.. m], v0 = [.. v];
            AdamKernel.Update(w, m, v, g, in step);
            for (int i = 0; i < length; i++)
            {
                double gradient = Numbers.ToDouble(g[i]);
                double newM = (0.8 * Numbers.ToDouble(m0[i])) + (0.2 * gradient);
                double newV = (0.95 * Numbers.ToDouble(v0[i])) + (0.05 * gradient * gradient);
                meter.Add(Numbers.ToDouble(m[i]), newM);
                meter.Add(Numbers.ToDouble(v[i]), newV);
                meter.Add(Numbers.ToDouble(w[i]), Numbers.ToDouble(w0[i]) - (0.1 * newM / first / (Math.Sqrt(newV / second) + 1e-3)));
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Moments_that_are_too_short_are_refused() => Assert.That(
        () => AdamKernel.Update<T>(new T[3], new T[2], new T[3], new T[3], default), Throws.ArgumentException);
}
