using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Batches;

/// <summary>
/// Triples packed into integers, since shuffling moves all of them again and again: from the highest bits to the lowest the head, the
/// relation and the tail; in 64 bits where they suffice, else in 128.
/// </summary>
internal sealed class PackedTriples : IStateful
{
    private readonly ulong[] _narrow = [];
    private readonly UInt128[] _wide = [];
    private readonly int _relationShift;
    private readonly int _headShift;

    public PackedTriples(ReadOnlySpan<Triple> triples)
    {
        (int head, int relation, int tail) = (0, 0, 0);
        foreach (Triple triple in triples)
            (head, relation, tail) = (Math.Max(head, triple.Head), Math.Max(relation, triple.Relation), Math.Max(tail, triple.Tail));
        Count = triples.Length;
        _relationShift = Bits(tail);
        _headShift = _relationShift + Bits(relation);
        IsNarrow = _headShift + Bits(head) <= 64;
        if (IsNarrow) _narrow = Pack<ulong>(triples);
        else _wide = Pack<UInt128>(triples);
    }

    /// <summary>The number of triples.</summary>
    public int Count { get; }

    /// <summary>Whether 64 bits suffice.</summary>
    public bool IsNarrow { get; }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        if (IsNarrow) visitor.Elements("order", _narrow);
        else visitor.Elements("order", _wide);
    }

    /// <summary>Permutes them uniformly.</summary>
    public void Shuffle(SeededRandom random)
    {
        if (IsNarrow) random.ShuffleInPairs(_narrow.AsSpan());
        else random.ShuffleInPairs(_wide.AsSpan());
    }

    /// <summary>The triples from <paramref name="start"/> on, as many as the spans are long.</summary>
    public void Unpack(int start, Span<int> heads, Span<int> relations, Span<int> tails)
    {
        if (IsNarrow) Unpack(_narrow.AsSpan(start, heads.Length), heads, relations, tails);
        else Unpack(_wide.AsSpan(start, heads.Length), heads, relations, tails);
    }

    private static int Bits(int largest) => 32 - BitOperations.LeadingZeroCount((uint)largest);

    private TBits[] Pack<TBits>(ReadOnlySpan<Triple> triples)
        where TBits : unmanaged, IBinaryInteger<TBits>
    {
        var packed = new TBits[triples.Length];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = (TBits.CreateTruncating(triples[i].Head) << _headShift)
                | (TBits.CreateTruncating(triples[i].Relation) << _relationShift) | TBits.CreateTruncating(triples[i].Tail);
        }

        return packed;
    }

    private void Unpack<TBits>(ReadOnlySpan<TBits> packed, Span<int> heads, Span<int> relations, Span<int> tails)
        where TBits : unmanaged, IBinaryInteger<TBits>
    {
        int i = typeof(TBits) == typeof(ulong) ? UnpackVectors(MemoryMarshal.Cast<TBits, ulong>(packed), heads, relations, tails) : 0;
        int relationMask = (int)((1L << (_headShift - _relationShift)) - 1), tailMask = (int)((1L << _relationShift) - 1);
        for (; i < packed.Length; i++)
        {
            heads[i] = int.CreateTruncating(packed[i] >>> _headShift);
            relations[i] = int.CreateTruncating(packed[i] >>> _relationShift) & relationMask;
            tails[i] = int.CreateTruncating(packed[i]) & tailMask;
        }
    }

    /// <summary>As many as are multiples of sixteen, two vectors at a time; returns their number.</summary>
    private int UnpackVectors(ReadOnlySpan<ulong> packed, Span<int> heads, Span<int> relations, Span<int> tails)
    {
        int i = 0;
        Vector512<int> relationMask = Vector512.Create((int)((1L << (_headShift - _relationShift)) - 1));
        Vector512<int> tailMask = Vector512.Create((int)((1L << _relationShift) - 1));
        for (; i <= packed.Length - Vector512<int>.Count; i += Vector512<int>.Count)
        {
            Vector512<ulong> low = Vector512.LoadUnsafe(in packed[i]);
            Vector512<ulong> high = Vector512.LoadUnsafe(in packed[i + Vector512<ulong>.Count]);
            Vector512.Narrow(low >>> _headShift, high >>> _headShift).AsInt32().StoreUnsafe(ref heads[i]);
            (Vector512.Narrow(low >>> _relationShift, high >>> _relationShift).AsInt32() & relationMask).StoreUnsafe(ref relations[i]);
            (Vector512.Narrow(low, high).AsInt32() & tailMask).StoreUnsafe(ref tails[i]);
        }

        return i;
    }
}
