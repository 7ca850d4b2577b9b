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
    private readonly DistinctTriples _sets;
    private readonly ItemEntityMap _map;
    private readonly bool _maskCandidate;
    private readonly BagLookup<T> _items;
    private readonly StepLookup<T> _heads;
    private readonly StepLookup<T> _matrices;
    private readonly StepLookup<T> _tails;
    private readonly RelationProduct<T>[] _products;
    private readonly CountedBags<T>[] _hops;

    // The place of each triple among those of the batch, in the upper half, and how often it occurs in it: 0 times where it has no place.
    private readonly long[] _tripleRows;

    // The place of each pair; -1 where it is not there.
    private readonly int[] _pairRows;

    // Each listed triple, and the pair of each listed product, with a place more for one that turns out to be listed.
    private readonly int[] _triples;
    private readonly int[] _pairs;

    public RippleBatch(
        RippleGraph graph, RippleSets sets, ItemEntityMap map, RippleOptions options, BagLookup<T> items, StepLookup<T> heads,
        StepLookup<T> matrices, StepLookup<T> tails, IReadOnlyList<RelationProduct<T>> products, int maxBatch)
    {
        (_graph, _sets, _map, _maskCandidate) = (graph, new DistinctTriples(sets), map, options.MaskCandidate);
        (_items, _heads, _matrices, _tails, _products) = (items, heads, matrices, tails, [.. products]);
        (Users, Items) = (new RowNumbers(maxBatch), new RowNumbers(maxBatch));
        _hops = [.. Enumerable.Range(0, options.Hops).Select(_ => new CountedBags<T>(maxBatch, maxBatch * options.Memory))];
        (_tripleRows, _pairRows) = (new long[graph.Count], new int[graph.PairHeads.Length]);
        _pairRows.AsSpan().Fill(-1);
        (_triples, _pairs) = (new int[graph.Count + 1], new int[graph.PairHeads.Length + 1]);
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
            ReadOnlySpan<DistinctTriples.CountedTriple> set = _sets[Users.Rows[i], hop];
            Span<int> rows = bags.Rows.Slice(end, set.Length);
            Span<T> counts = bags.Counts.Slice(end, set.Length);
            _tails.Count = List(set, rows, counts, _tails.Count);
            end += _maskCandidate ? Mask(_map.EntitiesOf(Items.Rows[i]), set, rows, counts) : rows.Length;
            bags.Ends[i] = end;
        }
    }

    /// <summary>
    /// The places of triples among those of the batch, of which there are <paramref name="listed"/>; one that has none gets the next.
    /// </summary>
    /// <returns>How many are listed now.</returns>
    private int List(ReadOnlySpan<DistinctTriples.CountedTriple> set, Span<int> rows, Span<T> counts, int listed)
    {
        long[] places = _tripleRows;
        int[] list = _triples;
        for (int k = 0; k < set.Length; k++)
        {
            (int triple, int occurrences) = set[k];
            long place = places[triple];
            // All bits are set where it has no place: a branch would be one that the processor has to guess.
            int isNew = ((int)place - 1) >> 31;
            place += (long)(listed & isNew) << 32;
            list[listed] = triple;
            listed -= isNew;
            places[triple] = place + occurrences;
            rows[k] = (int)(place >> 32);
            counts[k] = T.CreateTruncating(occurrences);
        }

        return listed;
    }

    /// <summary>Takes the triples out whose heads are given, and returns how many are left.</summary>
    private int Mask(ReadOnlySpan<int> heads, ReadOnlySpan<DistinctTriples.CountedTriple> set, Span<int> rows, Span<T> counts)
    {
        int left = 0;
        for (int k = 0; k < set.Length; k++)
        {
            if (heads.Contains(_graph.Heads[set[k].Triple])) continue;
            (rows[left], counts[left]) = (rows[k], counts[k]);
            left++;
        }

        return left;
    }

    /// <summary>The tails of the listed triples, and their pairs, each listed once; what marks them as listed is taken back.</summary>
    private void FillProducts()
    {
        int listed = 0, count = _tails.Count;
        ReadOnlySpan<int> triples = _triples.AsSpan(0, count);
        Span<int> rows = _tails.Rows[..count], occurrences = _tails.Occurrences[..count], products = _products[0].Products[..count];
        Span<int> headOccurrences = _heads.Occurrences;
        for (int row = 0; row < triples.Length; row++)
        {
            int triple = triples[row], pair = _graph.Pairs[triple];
            int often = (int)_tripleRows[triple];
            _tripleRows[triple] = 0;
            (occurrences[row], rows[row]) = (often, _graph.Tails[triple]);
            // As with triples, without a branch.
            int product = _pairRows[pair], isNew = product >> 31;
            product = (product & ~isNew) | (listed & isNew);
            _pairs[listed] = pair;
            listed -= isNew;
            (_pairRows[pair], products[row]) = (product, product);
            headOccurrences[product] = (headOccurrences[product] & ~isNew) + often;
        }

        foreach (RelationProduct<T> other in _products)
        {
            other.Count = count;
            products.CopyTo(other.Products);
        }

        FillPairs(listed);
    }

    /// <summary>The heads and matrices of the listed pairs; what marks them as listed is taken back.</summary>
    private void FillPairs(int listed)
    {
        (_heads.Count, _matrices.Count) = (listed, listed);
        Span<int> heads = _heads.Rows, matrices = _matrices.Rows;
        _heads.Occurrences[..listed].CopyTo(_matrices.Occurrences);
        for (int product = 0; product < listed; product++)
        {
            int pair = _pairs[product];
            _pairRows[pair] = -1;
            (heads[product], matrices[product]) = (_graph.PairHeads[pair], _graph.PairRelations[pair]);
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
