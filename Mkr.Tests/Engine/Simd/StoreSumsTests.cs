using System.Numerics;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Tests.Engine.Simd;

/// <summary>Sums of four vectors at once are, bit for bit, those of one each.</summary>
internal sealed class StoreSumsTests
{
    [Test]
    public void Of_128_bits()
    {
        Check<float, Simd128<float>>();
        Check<double, Simd128<double>>();
    }

    [Test]
    public void Of_256_bits()
    {
        Assume.That(Vector256.IsHardwareAccelerated);
        Check<float, Simd256<float>>();
        Check<double, Simd256<double>>();
    }

    [Test]
    public void Of_512_bits()
    {
        Assume.That(Vector512.IsHardwareAccelerated);
        Check<float, Simd512<float>>();
        Check<double, Simd512<double>>();
    }

    private static void Check<T, TV>()
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        var random = new Random(1);
        T[] values = new T[4 * TV.Count], sums = new T[6];
        for (int trial = 0; trial < 100; trial++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = T.CreateChecked(Math.Exp(20 * (random.NextDouble() - 0.5)));
            Array.Fill(sums, T.NegativeOne);
            TV.StoreSums(Vector(0), Vector(1), Vector(2), Vector(3), ref sums[0], 1);
            Assert.That(sums, Is.EqualTo([T.NegativeOne, .. Enumerable.Range(0, 4).Select(i => TV.Sum(Vector(i))), T.NegativeOne]));
            Assert.That(double.CreateChecked(sums[2]),
                Is.EqualTo(values[TV.Count..(2 * TV.Count)].Sum(double.CreateChecked)).Within(1e-3).Percent);
        }

        TV Vector(int number) => TV.Load(ref values[number * TV.Count], 0);
    }
}
