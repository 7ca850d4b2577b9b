using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Batches;

/// <summary>True triples of the knowledge graph.</summary>
internal sealed class TripleBatches : IBatchSource
{
    private readonly PackedTriples _triples;
    private readonly RowNumbers _heads;
    private readonly RowNumbers _relations;
    private readonly RowNumbers _tails;

    /// <summary>A source of the given triples, which are copied.</summary>
    public TripleBatches(ReadOnlySpan<Triple> triples, RowNumbers heads, RowNumbers relations, RowNumbers tails) =>
        (_triples, _heads, _relations, _tails) = (new PackedTriples(triples), heads, relations, tails);

    /// <inheritdoc/>
    public int Count => _triples.Count;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => _triples.Shuffle(random);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _triples.Visit(visitor);

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
