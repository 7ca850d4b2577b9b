namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// The ripple sets of all users, a triple that was drawn several times for a hop being there once, with how often: the sums over a set are
/// the same, and shorter.
/// </summary>
internal sealed class DistinctTriples
{
    private readonly int _hops;
    private readonly int[] _starts;
    private readonly CountedTriple[] _triples;

    /// <summary>Counts the triples of each set, in the order of their first draws.</summary>
    public DistinctTriples(RippleSets sets)
    {
        _hops = sets.Hops;
        _starts = new int[(sets.UserCount * _hops) + 1];
        List<CountedTriple> triples = [];
        var places = new Dictionary<int, int>();
        for (int set = 0; set < _starts.Length - 1; set++)
        {
            places.Clear();
            foreach (int triple in sets[set / _hops, set % _hops])
            {
                if (places.TryAdd(triple, triples.Count)) triples.Add(new CountedTriple(triple, 0));
                int place = places[triple];
                triples[place] = triples[place] with { Occurrences = triples[place].Occurrences + 1 };
            }

            _starts[set + 1] = triples.Count;
        }

        _triples = [.. triples];
    }

    /// <summary>The triples of a user's hop, counted from 0; none where he has none.</summary>
    public ReadOnlySpan<CountedTriple> this[int user, int hop]
    {
        get
        {
            int set = (user * _hops) + hop, start = _starts[set];
            return _triples.AsSpan(start, _starts[set + 1] - start);
        }
    }

    /// <summary>A triple of a set.</summary>
    /// <param name="Triple">Its number in the graph.</param>
    /// <param name="Occurrences">How often it was drawn.</param>
    internal readonly record struct CountedTriple(int Triple, int Occurrences);
}
