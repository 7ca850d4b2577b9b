using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Batches;

/// <summary>Pairs of a user and an item with a label, the same in each pass.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LabelledPairs<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PackedInteractions _pairs;
    private readonly RowNumbers _users;
    private readonly RowNumbers _items;
    private readonly BatchInput<T> _labels;

    /// <summary>A source of the given pairs, which are copied.</summary>
    public LabelledPairs(ReadOnlySpan<Interaction> pairs, RowNumbers users, RowNumbers items, BatchInput<T> labels)
        : this(new PackedInteractions(pairs), users, items, labels)
    {
    }

    internal LabelledPairs(PackedInteractions pairs, RowNumbers users, RowNumbers items, BatchInput<T> labels) =>
        (_pairs, _users, _items, _labels) = (pairs, users, items, labels);

    /// <inheritdoc/>
    public int Count => _pairs.Count;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => _pairs.Shuffle(random);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _pairs.Visit(visitor);

    /// <inheritdoc/>
    public void Fill(int start, int count) => _pairs.Unpack(start, _users.Rows[..count], _items.Rows[..count], _labels.Values[..count]);

    /// <inheritdoc/>
    public void Prefetch(int start, int count)
    {
        Span<int> users = stackalloc int[count], items = stackalloc int[count];
        Span<T> labels = stackalloc T[count];
        _pairs.Unpack(start, users, items, labels);
        _users.Prefetch(users);
        _items.Prefetch(items);
    }
}
