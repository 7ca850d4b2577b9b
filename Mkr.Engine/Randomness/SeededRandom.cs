using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine.Randomness;

/// <summary>
/// A seeded, splittable random number generator: xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64.
/// The same seed gives the same numbers on every machine and in every version of this library; nothing here is global.
/// </summary>
/// <remarks>Not safe for use by several threads: give each its own by <see cref="Split(string)"/>.</remarks>
public sealed class SeededRandom : IStateful
{
    // A shuffle jumps about in what it shuffles: parts of this many bytes stay in the second-level cache.
    private const int LargestPart = 1 << 19;

    // Two steps at a time wait for memory together: dealing out pays only beyond the third-level cache's share.
    private const int LargestPairedPart = 1 << 22;
    private const int Parts = 16;

    private readonly ulong _seed;
    private Xoshiro256 _state;

    /// <summary>Creates a generator whose whole sequence is determined by <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed)
    {
        _seed = seed;
        _state = new Xoshiro256(seed);
    }

    /// <summary>
    /// A generator for the named purpose. It depends on this generator's seed and the name only, not on how many numbers were drawn,
    /// so that a new consumer of randomness does not disturb the others.
    /// </summary>
    public SeededRandom Split(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong hash = 14695981039346656037UL; // FNV-1a, 64 bits
        foreach (char c in purpose)
            hash = (hash ^ c) * 1099511628211UL;
        return Split(hash);
    }

    /// <summary>A generator for the numbered purpose; see <see cref="Split(string)"/>.</summary>
    public SeededRandom Split(ulong purpose)
    {
        ulong state = _seed ^ (purpose * 0x9E3779B97F4A7C15UL);
        return new SeededRandom(Xoshiro256.SplitMix64(ref state) ^ BitOperations.RotateLeft(purpose, 32));
    }

    /// <summary>Shows where in its sequence the generator is; the seed, which <see cref="Split(string)"/> starts from, stays.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Rows("random", 1, Unsafe.SizeOf<Xoshiro256>() / sizeof(long), _ =>
            MemoryMarshal.Cast<Xoshiro256, long>(MemoryMarshal.CreateSpan(ref _state, 1)));
    }

    /// <summary>64 uniform random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64() => _state.Next();

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), without bias (Lemire, 2019).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        while (IsBiased(product, range))
            product = (NextUInt64() >> 32) * range;
        return (int)(product >> 32);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        double x, s;
        do
        {
            x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            s = (x * x) + (y * y);
        }
        while (s is >= 1 or 0);
        return x * Math.Sqrt(-2 * Math.Log(s) / s);
    }

    /// <summary>
    /// Permutes <paramref name="values"/> uniformly (Fisher and Yates; what does not fit the cache is first dealt out at random to parts
    /// that do).
    /// </summary>
    public void Shuffle<TValue>(Span<TValue> values)
    {
        if (Bytes(values) > LargestPart) ShuffleParts(values, inPairs: false);
        else ShufflePart(values);
    }

    /// <summary>
    /// <see cref="Shuffle"/> in half the time, in another order: two steps for each 64 random bits. For what is shuffled over and over, as
    /// in training.
    /// </summary>
    public void ShuffleInPairs<TValue>(Span<TValue> values)
    {
        if (Bytes(values) > LargestPairedPart) ShuffleParts(values, inPairs: true);
        else ShufflePartInPairs(values);
    }

    private static long Bytes<TValue>(Span<TValue> values) => (long)values.Length * Unsafe.SizeOf<TValue>();

    /// <summary>
    /// Whether a product of 32 random bits with <paramref name="range"/> is one of the few whose upper halves would be likelier than others
    /// (Lemire, 2019).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBiased(ulong product, uint range) => (uint)product < range && (uint)product < unchecked(0u - range) % range;

    private void ShufflePart<TValue>(Span<TValue> values)
    {
        ref TValue first = ref MemoryMarshal.GetReference(values);
        for (int i = values.Length; i > 1; i--)
            Swap(ref first, NextInt32(i), i - 1);
    }

    private void ShufflePartInPairs<TValue>(Span<TValue> values)
    {
        ref TValue first = ref MemoryMarshal.GetReference(values);
        Xoshiro256 state = _state;
        int i = values.Length;
        for (; i > 2; i -= 2)
        {
            ulong high, low;
            do
            {
                ulong bits = state.Next();
                (high, low) = ((bits >> 32) * (uint)i, (uint)bits * (ulong)(i - 1));
            }
            while (IsBiased(high, (uint)i) || IsBiased(low, (uint)(i - 1)));
            Swap(ref first, (nint)(high >> 32), i - 1);
            Swap(ref first, (nint)(low >> 32), i - 2);
        }

        _state = state;
        if (i == 2) Swap(ref first, NextInt32(2), 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap<TValue>(ref TValue first, nint a, nint b) =>
        (Unsafe.Add(ref first, a), Unsafe.Add(ref first, b)) = (Unsafe.Add(ref first, b), Unsafe.Add(ref first, a));

    /// <summary>
    /// Each value goes to one of the parts at random, and each part is shuffled: the order is as uniform as that of one shuffle.
    /// </summary>
    private void ShuffleParts<TValue>(Span<TValue> values, bool inPairs)
    {
        byte[] parts = ArrayPool<byte>.Shared.Rent(values.Length);
        TValue[] dealt = ArrayPool<TValue>.Shared.Rent(values.Length);
        Span<int> ends = stackalloc int[Parts];
        ends.Clear();
        ulong bits = 0;
        for (int i = 0; i < values.Length; i++, bits >>= 4)
        {
            if (i % 16 == 0) bits = NextUInt64();
            parts[i] = (byte)(bits % Parts);
            ends[parts[i]]++;
        }

        for (int part = 1; part < Parts; part++)
            ends[part] += ends[part - 1];
        for (int i = values.Length - 1; i >= 0; i--)
            dealt[--ends[parts[i]]] = values[i];
        dealt.AsSpan(0, values.Length).CopyTo(values);
        for (int part = 0; part < Parts; part++)
        {
            Span<TValue> dealtOut = values[ends[part]..(part + 1 < Parts ? ends[part + 1] : values.Length)];
            if (inPairs) ShuffleInPairs(dealtOut);
            else Shuffle(dealtOut);
        }

        ArrayPool<byte>.Shared.Return(parts);
        ArrayPool<TValue>.Shared.Return(dealt, RuntimeHelpers.IsReferenceOrContainsReferences<TValue>());
    }
}
