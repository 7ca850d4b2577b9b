using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.RippleNet;

/// <summary>Scores items for one user at a time. It has state: one a thread.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RippleScorer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Batch = 1024;

    private readonly RippleVectors<T> _vectors;
    private readonly RippleSets _sets;
    private readonly Tape<T> _tape = new(Batch);
    private readonly RowInput<T> _products;
    private readonly RowInput<T> _tails;
    private readonly Lookup<T> _items;
    private readonly BatchOutput<T> _logits;

    /// <summary>Records the hops of a user, whose triples all examples have in common.</summary>
    public RippleScorer(RippleModel<T> model, RippleVectors<T> vectors, RippleSets sets)
    {
        (_vectors, _sets) = (vectors, sets);
        int rows = sets.Hops * sets.Memory, dim = model.Options.Dim;
        (_products, _tails) = (new(_tape, "product", rows, dim) { Count = rows }, new(_tape, "tail", rows, dim) { Count = rows });
        _items = _tape.Lookup(vectors.Items);
        Variable<T> item = new Embedding<T>(_tape, _items).Output;
        (Variable<T> last, Variable<T> user) = model.RecordHops(
            _tape, item, _products, _tails, [.. Enumerable.Range(0, sets.Hops).Select(hop => AllOf(hop, sets.Memory))]);
        _logits = new BatchOutput<T>(_tape, new InnerProduct<T>(_tape, last, user).Output);
    }

    /// <summary>The logits of a user's items; 0 where he has no ripple sets.</summary>
    public void Score(int user, ReadOnlySpan<int> items, Span<T> scores) => Score(_sets, user, items, scores);

    /// <summary>The same for a user of other sets, of as many hops and triples.</summary>
    public void Score(RippleSets sets, int user, ReadOnlySpan<int> items, Span<T> scores)
    {
        if (sets[user, 0].IsEmpty)
        {
            scores[..items.Length].Clear();
            return;
        }

        for (int hop = 0, row = 0; hop < sets.Hops; hop++)
        {
            foreach (int triple in sets[user, hop])
            {
                _vectors.Product(triple).CopyTo(_products[row]);
                _vectors.Tail(triple).CopyTo(_tails[row++]);
            }
        }

        for (int start = 0; start < items.Length; start += Batch)
        {
            int count = Math.Min(Batch, items.Length - start);
            items.Slice(start, count).CopyTo(_items.Rows);
            _tape.Forward(count);
            _logits.Values.CopyTo(scores[start..]);
        }
    }

    /// <summary>The rows of a hop, for each example.</summary>
    private static RowBags AllOf(int hop, int memory)
    {
        var bags = new RowBags(Batch, Batch * memory);
        for (int i = 0; i < bags.Rows.Length; i++) bags.Rows[i] = (hop * memory) + (i % memory);
        for (int i = 0; i < Batch; i++) bags.Ends[i] = (i + 1) * memory;
        return bags;
    }
}
