using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Tests.Engine.Kernels.Elementwise;

/// <summary>Masks: the share of zeros, and what they are a function of.</summary>
internal sealed class DropoutKernelTests
{
    private const int Lanes = 100_000;

    [Test]
    public void The_share_that_is_kept_is_close_to_one_less_the_rate(
        [Values(0.05, 0.2, 0.5, 0.9)] double rate, [Values(1UL, 1UL << 40)] ulong seed)
    {
        double[] mask = Mask<double>(rate, seed);
        double kept = mask.Count(value => value != 0) / (double)Lanes, deviation = Math.Sqrt(rate * (1 - rate) / Lanes);
        Assert.That(kept, Is.EqualTo(1 - rate).Within(4 * deviation));
        Assert.That(mask.Average(), Is.EqualTo(1).Within(4 * deviation / (1 - rate)), "the expectation stays");
        Assert.That(mask.Distinct(), Is.EquivalentTo(new[] { 0, 1 / (1 - rate) }));
    }

    /// <summary>float takes vectors, and one by one what is left over; double one by one.</summary>
    [Test]
    public void Vectors_give_the_mask_of_the_loop([Values(0.1, 0.5)] double rate, [Values(1, 15, 16, 63, 1000)] int lanes)
    {
        float[] vectors = new float[lanes];
        double[] loop = new double[lanes];
        DropoutKernel.Fill<float>(vectors, rate, 77, 5, 3);
        DropoutKernel.Fill<double>(loop, rate, 77, 5, 3);
        Assert.That(vectors, Is.EqualTo(loop.Select(value => (float)value)));
    }

    [Test]
    public void Nothing_is_left_out_at_rate_zero() => Assert.That(Mask<float>(0, 3), Has.All.EqualTo(1f));

    /// <summary>Two masks that have nothing to do with each other agree in half of their lanes at rate 1/2.</summary>
    [Test]
    public void Another_seed_or_stream_or_place_gives_an_independent_mask()
    {
        double[] mask = Mask<double>(0.5, 9);
        (string Name, double[] Mask)[] others =
        [
            ("low bits of the seed", Mask<double>(0.5, 10)),
            ("high bits of the seed", Mask<double>(0.5, 9 + (1UL << 32))),
            ("next feature", Mask<double>(0.5, 9, stream: 1)),
            ("next op", Mask<double>(0.5, 9, DropoutKernel.StreamStep)),
            ("next lane", Mask<double>(0.5, 9, stream: 0, offset: 1)),
        ];
        foreach ((string name, double[] other) in others)
        {
            double same = mask.Zip(other).Count(pair => pair.First == pair.Second) / (double)Lanes;
            Assert.That(same, Is.EqualTo(0.5).Within(4 * 0.5 / Math.Sqrt(Lanes)), name);
        }
    }

    [Test]
    public void A_part_of_the_batch_has_a_part_of_the_mask() =>
        Assert.That(Mask<float>(0.3, 4, stream: 7, offset: 1234)[..1000], Is.EqualTo(Mask<float>(0.3, 4, stream: 7)[1234..2234]));

    private static T[] Mask<T>(double rate, ulong seed, uint stream = 0, uint offset = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] mask = new T[Lanes];
        DropoutKernel.Fill<T>(mask, rate, seed, stream, offset);
        return mask;
    }
}
