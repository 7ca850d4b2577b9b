using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Training.Columns;

/// <summary>
/// A true triple beside each example: the graph's triples in random order, pass after pass, whatever the passes over the examples are.
/// </summary>
internal sealed class CyclingTriples : IBatchColumn
{
    private readonly PackedTriples _triples;
    private readonly RowNumbers _heads;
    private readonly RowNumbers _relations;
    private readonly RowNumbers _tails;
    private readonly SeededRandom _random;
    private int _position;

    /// <summary>The given triples, at least one, which are copied.</summary>
    /// <param name="triples">The triples.</param>
    /// <param name="heads">Receives the heads.</param>
    /// <param name="relations">Receives the relations.</param>
    /// <param name="tails">Receives the tails.</param>
    /// <param name="random">The source of the orders.</param>
    public CyclingTriples(
        ReadOnlySpan<Triple> triples, RowNumbers heads, RowNumbers relations, RowNumbers tails, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfZero(triples.Length);
        (_triples, _heads, _relations, _tails, _random) = (new PackedTriples(triples), heads, relations, tails, random);
        _position = _triples.Count;
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _random.Visit(visitor);
        _triples.Visit(visitor);
        _position = visitor.Value("position", _position);
    }

    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int done = 0; done < count;)
        {
            if (_position == _triples.Count)
            {
                _triples.Shuffle(_random);
                _position = 0;
            }

            int taken = Math.Min(count - done, _triples.Count - _position);
            _triples.Unpack(
                _position, _heads.Rows.Slice(done, taken), _relations.Rows.Slice(done, taken), _tails.Rows.Slice(done, taken));
            (_position, done) = (_position + taken, done + taken);
        }
    }
}
