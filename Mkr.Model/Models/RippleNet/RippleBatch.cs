using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// Fills in what a batch's users and items need: the entities of each item, and the triples of the users' ripple sets, each listed once,
/// with how often it occurs.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RippleBatch<T> : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RippleGraph _graph;
    private readonly DistinctTriples<T> _sets;
    private readonly ItemEntityMap _map;
    private readonly bool _maskCandidate;
    private readonly BagLookup<T> _items;
    private readonly StepLookup<T> _heads;
    private readonly StepLookup<T> _matrices;
    private readonly StepLookup<T> _tails;
    private readonly RelationProduct<T>[] _products;
    private readonly CountedBags<T>[] _hops;

    // The place of each triple among those of the batch, and how often it occurs in it: 0 times where it has no place.
    private readonly (int Row, int Occurrences)[] _tripleRows;

    // The place of each pair; -1 where it is not there.
    private readonly int[] _pairRows;

    // Each listed triple, and the pair of each listed product.
    private readonly int[] _triples;
    private readonly int[] _pairs;

    public RippleBatch(
        RippleGraph graph, RippleSets sets, ItemEntityMap map, RippleOptions options, BagLookup<T> items, StepLookup<T> heads,
        StepLookup<T> matrices, StepLookup<T> tails, IReadOnlyList<RelationProduct<T>> products, int maxBatch)
    {
        (_graph, _sets, _map, _maskCandidate) = (graph, new DistinctTriples<T>(sets), map, options.MaskCandidate);
        (_items, _heads, _matrices, _tails, _products) = (items, heads, matrices, tails, [.. products]);
        (Users, Items) = (new RowNumbers(maxBatch), new RowNumbers(maxBatch));
        _hops = [.. Enumerable.Range(0, options.Hops).Select(_ => new CountedBags<T>(maxBatch, maxBatch * options.Memory))];
        (_tripleRows, _pairRows) = (new (int, int)[graph.Count], new int[graph.PairHeads.Length]);
        _pairRows.AsSpan().Fill(-1);
        (_triples, _pairs) = (new int[graph.Count], new int[graph.PairHeads.Length]);
    }

    /// <summary>The user of each example.</summary>
    public RowNumbers Users { get; }

    /// <summary>The item of each example.</summary>
    public RowNumbers Items { get; }

    /// <summary>The triples of each hop.</summary>
    public IReadOnlyList<RowBags> Hops => _hops;

    /// <inheritdoc/>
    public void Fill(int count)
    {
        _tails.Count = 0;
        for (int hop = 0; hop < _hops.Length; hop++) FillHop(hop, count);
        FillProducts();
        FillItems(count);
    }

    private void FillHop(int hop, int count)
    {
        CountedBags<T> bags = _hops[hop];
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            DistinctTriples<T>.Set set = _sets[Users.Rows[i], hop];
            Span<int> rows = bags.Rows.Slice(end, set.Triples.Length);
            Span<T> counts = bags.Counts.Slice(end, rows.Length);
            for (int k = 0; k < rows.Length; k++) rows[k] = List(set.Triples[k], set.Occurrences[k]);
            set.Counts.CopyTo(counts);
            end += _maskCandidate ? Mask(_map.EntitiesOf(Items.Rows[i]), set.Triples, rows, counts) : rows.Length;
            bags.Ends[i] = end;
        }
    }

    /// <summary>The place of a triple among those of the batch, which it gets where it has none.</summary>
    private int List(int triple, int occurrences)
    {
        ref (int Row, int Occurrences) place = ref _tripleRows[triple];
        if (place.Occurrences == 0)
        {
            place.Row = _tails.Count++;
            _triples[place.Row] = triple;
        }

        place.Occurrences += occurrences;
        return place.Row;
    }

    /// <summary>Takes the triples out whose heads are given, and returns how many are left.</summary>
    private int Mask(ReadOnlySpan<int> heads, ReadOnlySpan<int> triples, Span<int> rows, Span<T> counts)
    {
        int left = 0;
        for (int k = 0; k < triples.Length; k++)
        {
            if (heads.Contains(_graph.Heads[triples[k]])) continue;
            (rows[left], counts[left]) = (rows[k], counts[k]);
            left++;
        }

        return left;
    }

    /// <summary>The tails of the listed triples, and their pairs, each listed once; what marks them as listed is taken back.</summary>
    private void FillProducts()
    {
        int listed = 0;
        for (int row = 0; row < _tails.Count; row++)
        {
            int triple = _triples[row];
            _tails.Occurrences[row] = _tripleRows[triple].Occurrences;
            _tripleRows[triple].Occurrences = 0;
            _tails.Rows[row] = _graph.Tails[triple];
            ref int product = ref _pairRows[_graph.Pairs[triple]];
            if (product < 0)
            {
                _pairs[listed] = _graph.Pairs[triple];
                _heads.Occurrences[listed] = 0;
                product = listed++;
            }

            _heads.Occurrences[product] += _tails.Occurrences[row];
            foreach (RelationProduct<T> products in _products) products.Products[row] = product;
        }

        foreach (RelationProduct<T> products in _products) products.Count = _tails.Count;
        (_heads.Count, _matrices.Count) = (listed, listed);
        for (int product = 0; product < listed; product++)
        {
            int pair = _pairs[product];
            _pairRows[pair] = -1;
            (_heads.Rows[product], _matrices.Rows[product]) = (_graph.PairHeads[pair], _graph.PairRelations[pair]);
            _matrices.Occurrences[product] = _heads.Occurrences[product];
        }
    }

    private void FillItems(int count)
    {
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<int> entities = _map.EntitiesOf(Items.Rows[i]);
            entities.CopyTo(_items.Rows[end..]);
            _items.Ends[i] = end += entities.Length;
        }
    }
}
