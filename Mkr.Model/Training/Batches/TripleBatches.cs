using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Batches;

/// <summary>True triples of the knowledge graph.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TripleBatches<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PackedTriples _triples;
    private readonly Lookup<T> _heads;
    private readonly Lookup<T> _relations;
    private readonly Lookup<T> _tails;

    /// <summary>A source of the given triples, which are copied.</summary>
    public TripleBatches(ReadOnlySpan<Triple> triples, Lookup<T> heads, Lookup<T> relations, Lookup<T> tails) =>
        (_triples, _heads, _relations, _tails) = (new PackedTriples(triples), heads, relations, tails);

    /// <inheritdoc/>
    public int Count => _triples.Count;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => _triples.Shuffle(random);

    /// <inheritdoc/>
    public void Fill(int start, int count) =>
        _triples.Unpack(start, _heads.Rows[..count], _relations.Rows[..count], _tails.Rows[..count]);

    /// <inheritdoc/>
    public void Prefetch(int start, int count)
    {
        Span<int> heads = stackalloc int[count], relations = stackalloc int[count], tails = stackalloc int[count];
        _triples.Unpack(start, heads, relations, tails);
        _heads.Prefetch(heads);
        _tails.Prefetch(tails);
    }
}
