using System.Numerics;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>A set of triples to look many random ones up in: open addressing with linear probing, at most half full.</summary>
internal sealed class TripleSet
{
    // A triple as one number, plus 1: 0 is a free place.
    private readonly ulong[] _places;
    private readonly ulong _entities;
    private readonly ulong _relations;

    public TripleSet(ReadOnlySpan<Triple> triples, int entities, int relations)
    {
        (_entities, _relations) = ((ulong)entities, (ulong)relations);
        if ((UInt128)_entities * _entities * _relations >= ulong.MaxValue)
            throw new ArgumentException($"Triples of {entities} entities and {relations} relations do not fit 64 bits.");
        _places = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * triples.Length))];
        foreach (Triple triple in triples)
        {
            ulong number = Number(triple.Head, triple.Relation, triple.Tail);
            _places[Find(number)] = number;
        }
    }

    /// <summary>Whether it has the triple.</summary>
    public bool Contains(int head, int relation, int tail)
    {
        ulong number = Number(head, relation, tail);
        return _places[Find(number)] == number;
    }

    private ulong Number(int head, int relation, int tail) =>
        ((((ulong)head * _relations) + (ulong)relation) * _entities) + (ulong)tail + 1;

    /// <summary>The number's place, or the free one that it would take (Fibonacci hashing).</summary>
    private int Find(ulong number)
    {
        int mask = _places.Length - 1;
        int place = (int)((number * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)_places.Length)));
        while (_places[place] != 0 && _places[place] != number) place = (place + 1) & mask;
        return place;
    }
}
