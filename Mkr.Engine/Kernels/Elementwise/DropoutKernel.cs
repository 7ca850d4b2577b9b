using System.Numerics;
using System.Runtime.InteropServices;

namespace Mkr.Engine.Kernels;

/// <summary>Random masks that are a function of a seed and a place.</summary>
internal static class DropoutKernel
{
    /// <summary>The distance of two ops' streams: more than an op has features.</summary>
    public const uint StreamStep = 1 << 16;

    /// <summary>mask[lane] = 0 with probability <paramref name="rate"/>, else 1 / (1 - rate).</summary>
    /// <param name="mask">Receives it.</param>
    /// <param name="rate">The rate.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="stream">The op's and the feature's.</param>
    /// <param name="offset">The place of the first lane in the batch.</param>
    public static void Fill<T>(Span<T> mask, double rate, ulong seed, uint stream, uint offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Each feature's lanes are an arithmetic sequence from a start of their own, hashed.
        uint start = Hash((uint)seed ^ Hash((uint)(seed >> 32) + (stream * 0x9E3779B9u)));
        uint threshold = (uint)(rate * uint.MaxValue);
        T kept = T.CreateChecked(1 / (1 - rate));
        int lane = 0;
        if (typeof(T) == typeof(float))
        {
            Span<float> floats = MemoryMarshal.Cast<T, float>(mask);
            var scale = new Vector<float>(float.CreateChecked(kept));
            Vector<uint> places = Vector.CreateSequence(start + offset, 1u);
            for (; lane <= floats.Length - Vector<float>.Count; lane += Vector<float>.Count)
            {
                Vector<uint> isKept = Vector.GreaterThanOrEqual(Hash(places), new Vector<uint>(threshold));
                Vector.BitwiseAnd(isKept.As<uint, float>(), scale).CopyTo(floats[lane..]);
                places += new Vector<uint>((uint)Vector<uint>.Count);
            }
        }

        for (; lane < mask.Length; lane++) mask[lane] = Hash(start + offset + (uint)lane) >= threshold ? kept : T.Zero;
    }

    /// <summary>A bijection of 32 bits in which each bit of x changes each of the result with probability near 1/2.</summary>
    /// <remarks>The constants were found by Wellons, "Prospecting for hash functions" (2018): lowbias32.</remarks>
    private static uint Hash(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352Du;
        x = (x ^ (x >> 15)) * 0x846CA68Bu;
        return x ^ (x >> 16);
    }

    private static Vector<uint> Hash(Vector<uint> x)
    {
        x = (x ^ (x >> 16)) * new Vector<uint>(0x7FEB352Du);
        x = (x ^ (x >> 15)) * new Vector<uint>(0x846CA68Bu);
        return x ^ (x >> 16);
    }
}
