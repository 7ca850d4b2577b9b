using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// The training triples, each seen from a side that is drawn, with false entities in the place of the missing one; all is drawn anew in
/// each pass.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SidedTriples<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PackedTriples _triples;
    private readonly KgeTask<T> _task;
    private readonly TripleCorruptor _corruptor;
    private readonly SeededRandom _random;
    private readonly int[] _heads;
    private readonly int[] _tails;

    /// <summary>A source of the given triples, which are copied.</summary>
    /// <param name="triples">The training triples.</param>
    /// <param name="task">Receives the batches.</param>
    /// <param name="corruptor">Draws sides and false entities.</param>
    /// <param name="random">The source of the draws.</param>
    public SidedTriples(ReadOnlySpan<Triple> triples, KgeTask<T> task, TripleCorruptor corruptor, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(task);
        (_triples, _task, _corruptor, _random) = (new PackedTriples(triples), task, corruptor, random);
        (_heads, _tails) = (new int[task.Tape.MaxBatch], new int[task.Tape.MaxBatch]);
    }

    /// <inheritdoc/>
    public int Count => _triples.Count;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => _triples.Shuffle(random);

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        _triples.Unpack(start, _heads.AsSpan(0, count), _task.Relations.Rows[..count], _tails.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            var triple = new Triple(_heads[i], _task.Relations.Rows[i], _tails[i]);
            for (int side = 0; side < _task.Sides.Count; side++)
            {
                bool isHeadMissing = _corruptor.DrawSide(triple.Relation, _random);
                _task.Sides[side].Known.Rows[i] = isHeadMissing ? triple.Tail : triple.Head;
                _task.Sides[side].Direction.Values[i] = isHeadMissing ? -T.One : T.One;
                if (side == 0) _task.Missing.Rows[i] = isHeadMissing ? triple.Head : triple.Tail;
                if (_task.Sides.Count > 1) DrawFalse(i, triple, isHeadMissing, side, 1);
                else DrawFalse(i, triple, isHeadMissing, 0, _task.False.Count);
            }
        }
    }

    /// <summary>Asks for the rows of heads and tails; what is false is not drawn yet.</summary>
    public void Prefetch(int start, int count)
    {
        Span<int> heads = stackalloc int[count], relations = stackalloc int[count], tails = stackalloc int[count];
        _triples.Unpack(start, heads, relations, tails);
        _task.Missing.Prefetch(heads);
        _task.Missing.Prefetch(tails);
    }

    private void DrawFalse(int example, in Triple triple, bool isHeadMissing, int first, int count)
    {
        for (int k = first; k < first + count; k++)
            _task.False[k].Rows[example] = _corruptor.DrawEntity(triple, isHeadMissing, _random);
    }
}
