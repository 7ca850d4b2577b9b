using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>
/// A set of triples to look many random ones up in, most of which it does not have: open addressing with linear probing, at most half full,
/// behind a bit for each of eight times as many places, which answers in the nearer caches.
/// </summary>
internal sealed class TripleSet
{
    private const int BitsOfWord = 64;
    private const int BitsOfPlace = 8;
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;

    // A triple as one number, plus 1: 0 is a free place.
    private readonly ulong[] _places;
    private readonly ulong[] _bits;
    private readonly int _shift;
    private readonly ulong _entities;
    private readonly ulong _relations;

    public TripleSet(ReadOnlySpan<Triple> triples, int entities, int relations)
    {
        (_entities, _relations) = ((ulong)entities, (ulong)relations);
        if ((UInt128)_entities * _entities * _relations >= ulong.MaxValue)
            throw new ArgumentException($"Triples of {entities} entities and {relations} relations do not fit 64 bits.");
        _places = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(BitsOfWord, 2 * triples.Length))];
        _shift = 64 - BitOperations.Log2((uint)_places.Length);
        _bits = new ulong[_places.Length / BitsOfWord * BitsOfPlace];
        foreach (Triple triple in triples)
        {
            ulong number = Number(triple.Head, triple.Relation, triple.Tail);
            _places[Find(number)] = number;
            ulong bit = Bit(number);
            _bits[bit / BitsOfWord] |= 1UL << (int)(bit % BitsOfWord);
        }
    }

    /// <summary>Whether it has the triple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int head, int relation, int tail)
    {
        ulong number = Number(head, relation, tail), bit = Bit(number);
        return ((_bits[bit / BitsOfWord] >> (int)(bit % BitsOfWord)) & 1) != 0 && _places[Find(number)] == number;
    }

    private ulong Number(int head, int relation, int tail) =>
        ((((ulong)head * _relations) + (ulong)relation) * _entities) + (ulong)tail + 1;

    private ulong Bit(ulong number) => (number * Multiplier) >> (_shift - 3);

    /// <summary>The number's place, or the free one that it would take (Fibonacci hashing).</summary>
    private int Find(ulong number)
    {
        ulong[] places = _places;
        int mask = places.Length - 1, place = (int)((number * Multiplier) >> _shift);
        while (places[place] != 0 && places[place] != number) place = (place + 1) & mask;
        return place;
    }
}
