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
internal sealed class SidedTriples<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PackedTriples _triples;
    private readonly KgeTask<T> _task;
    private readonly TripleCorruptor _corruptor;
    private readonly SeededRandom _random;
    private readonly int[] _heads;
    private readonly int[] _tails;

    // What is missing from sides that the true triples are not seen from.
    private readonly int[] _others;

    /// <summary>A source of the given triples, which are copied.</summary>
    /// <param name="triples">The training triples.</param>
    /// <param name="task">Receives the batches.</param>
    /// <param name="corruptor">Draws sides and false entities.</param>
    /// <param name="random">The source of the draws.</param>
    public SidedTriples(ReadOnlySpan<Triple> triples, KgeTask<T> task, TripleCorruptor corruptor, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(task);
        (_triples, _task, _corruptor, _random) = (new PackedTriples(triples), task, corruptor, random);
        int length = task.Tape.MaxBatch;
        (_heads, _tails, _others) = (new int[length], new int[length], new int[length]);
    }

    /// <inheritdoc/>
    public int Count => _triples.Count;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => _triples.Shuffle(random);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _random.Visit(visitor);
        _triples.Visit(visitor);
    }

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        Span<int> heads = _heads.AsSpan(0, count), relations = _task.Relations.Rows[..count], tails = _tails.AsSpan(0, count);
        _triples.Unpack(start, heads, relations, tails);
        for (int side = 0; side < _task.Sides.Count; side++)
        {
            DrawSides(_task.Sides[side], heads, relations, tails, side == 0 ? _task.Missing.Rows[..count] : _others.AsSpan(0, count));
        }

        for (int k = 0; k < _task.False.Count; k++)
            DrawFalse(_task.Sides[_task.Sides.Count == 1 ? 0 : k].Direction.Values[..count], relations, _task.False[k].Rows);
    }

    /// <summary>Asks for the rows of heads and tails; what is false is not drawn yet.</summary>
    public void Prefetch(int start, int count)
    {
        Span<int> heads = stackalloc int[count], relations = stackalloc int[count], tails = stackalloc int[count];
        _triples.Unpack(start, heads, relations, tails);
        _task.Missing.Prefetch(heads);
        _task.Missing.Prefetch(tails);
    }

    private void DrawSides(
        KgeSide<T> side, ReadOnlySpan<int> heads, ReadOnlySpan<int> relations, ReadOnlySpan<int> tails, Span<int> missing)
    {
        Span<int> known = side.Known.Rows[..heads.Length];
        Span<T> directions = side.Direction.Values[..heads.Length];
        for (int i = 0; i < heads.Length; i++)
        {
            // In bits: a branch on a random side would be guessed wrong every other time.
            int isHeadMissing = Convert.ToInt32(_corruptor.DrawSide(relations[i], _random));
            int swap = (heads[i] ^ tails[i]) & -isHeadMissing;
            (known[i], missing[i]) = (heads[i] ^ swap, tails[i] ^ swap);
            directions[i] = T.CreateTruncating(1 - (2 * isHeadMissing));
        }
    }

    private void DrawFalse(ReadOnlySpan<T> directions, ReadOnlySpan<int> relations, Span<int> entities)
    {
        for (int i = 0; i < directions.Length; i++)
            entities[i] = _corruptor.DrawEntity(new Triple(_heads[i], relations[i], _tails[i]), directions[i] < T.Zero, _random);
    }
}
