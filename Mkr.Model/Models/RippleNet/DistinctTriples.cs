using System.Numerics;
using System.Runtime.InteropServices;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// The ripple sets of all users, a triple that was drawn several times for a hop being there once, with how often: the sums over a set are
/// the same, and shorter.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DistinctTriples<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _hops;
    private readonly int[] _starts;
    private readonly int[] _triples;
    private readonly int[] _occurrences;
    private readonly T[] _counts;

    /// <summary>Counts the triples of each set, in the order of their first draws.</summary>
    public DistinctTriples(RippleSets sets)
    {
        _hops = sets.Hops;
        _starts = new int[(sets.UserCount * _hops) + 1];
        List<int> triples = [], occurrences = [];
        var places = new Dictionary<int, int>();
        for (int set = 0; set < _starts.Length - 1; set++)
        {
            places.Clear();
            foreach (int triple in sets[set / _hops, set % _hops])
            {
                if (places.TryAdd(triple, triples.Count))
                {
                    triples.Add(triple);
                    occurrences.Add(0);
                }

                CollectionsMarshal.AsSpan(occurrences)[places[triple]]++;
            }

            _starts[set + 1] = triples.Count;
        }

        (_triples, _occurrences) = ([.. triples], [.. occurrences]);
        _counts = [.. occurrences.Select(T.CreateChecked)];
    }

    /// <summary>The triples of a user's hop, counted from 0; none where he has none.</summary>
    public Set this[int user, int hop]
    {
        get
        {
            int set = (user * _hops) + hop, start = _starts[set], length = _starts[set + 1] - start;
            return new Set(_triples.AsSpan(start, length), _counts.AsSpan(start, length), _occurrences.AsSpan(start, length));
        }
    }

    /// <summary>A ripple set.</summary>
    /// <param name="triples">The triples.</param>
    /// <param name="counts">How often each was drawn, as a factor.</param>
    /// <param name="occurrences">The same as a whole number.</param>
    internal readonly ref struct Set(ReadOnlySpan<int> triples, ReadOnlySpan<T> counts, ReadOnlySpan<int> occurrences)
    {
        /// <summary>The triples.</summary>
        public ReadOnlySpan<int> Triples { get; } = triples;

        /// <summary>How often each was drawn, as a factor.</summary>
        public ReadOnlySpan<T> Counts { get; } = counts;

        /// <summary>How often each was drawn.</summary>
        public ReadOnlySpan<int> Occurrences { get; } = occurrences;
    }
}
