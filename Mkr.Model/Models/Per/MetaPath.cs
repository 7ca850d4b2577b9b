using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.Per;

/// <summary>
/// A meta-path user - item - attribute - item, and the similarity of items along it (PathSim; Sun et al., VLDB 2011):
/// <code>
/// sim(j, i) = 2 |A_j ∩ A_i| / (|A_j| + |A_i|)      A_i the attributes of item i; 0 where both have none
/// f(u, i)   = sum over j in u's history of sim(j, i)
/// </code>
/// </summary>
/// <remarks>
/// f goes through the attributes, and no similarity is kept: with n_ad how many items of the history have attribute a and d attributes in
/// all, f(u, i) = sum over d of 2 / (d + |A_i|) times the sum over a in A_i of n_ad.
/// </remarks>
internal sealed class MetaPath
{
    private readonly CompressedRows _attributes;
    private readonly IReadOnlyList<GraphFact>? _facts;

    // The different numbers of attributes that an item may have, as classes, and the class of each item.
    private readonly int _classes;
    private readonly int[] _classOf;

    // 2 / (d + d') for each two classes.
    private readonly double[] _factors;

    /// <summary>A path.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">The attributes of each item.</param>
    /// <param name="facts">What each attribute is in the graph; null where nobody asks.</param>
    public MetaPath(string name, CompressedRows attributes, IReadOnlyList<GraphFact>? facts = null)
    {
        (Name, _attributes, _facts) = (name, attributes, facts);
        int[] sizes = [.. Enumerable.Range(0, attributes.Count).Select(item => attributes[item].Length)];
        int[] degrees = [.. sizes.Where(size => size > 0).Distinct().Order()];
        _classes = degrees.Length;
        _classOf = [.. sizes.Select(size => Array.BinarySearch(degrees, size))];
        _factors = [.. degrees.SelectMany(d => degrees.Select(other => 2.0 / (d + other)))];
        for (int item = 0; item < attributes.Count; item++)
            foreach (int attribute in attributes[item]) CountLength = Math.Max(CountLength, (attribute + 1) * _classes);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The number of items.</summary>
    public int ItemCount => _attributes.Count;

    /// <summary>How many counts n_ad there are.</summary>
    public int CountLength { get; }

    /// <summary>Whether an item has attributes: it is then as similar as can be, 1, to itself.</summary>
    public bool Has(int item) => !_attributes[item].IsEmpty;

    /// <summary>Adds an item of a history to the counts, or with -1 takes it away.</summary>
    public void Count(int item, double weight, Span<double> counts)
    {
        foreach (int attribute in _attributes[item]) counts[(attribute * _classes) + _classOf[item]] += weight;
    }

    /// <summary>f of an item, from the counts of a history.</summary>
    public double Sum(int item, ReadOnlySpan<double> counts)
    {
        ReadOnlySpan<int> attributes = _attributes[item];
        if (attributes.IsEmpty) return 0;
        ReadOnlySpan<double> factors = _factors.AsSpan(_classOf[item] * _classes, _classes);
        double sum = 0;
        foreach (int attribute in attributes)
        {
            ReadOnlySpan<double> ofAttribute = counts.Slice(attribute * _classes, factors.Length);
            for (int c = 0; c < factors.Length; c++) sum += factors[c] * ofAttribute[c];
        }

        return sum;
    }

    /// <summary>Adds what each attribute that two items share adds to their similarity, times a factor.</summary>
    public void AddShared(int historyItem, int item, double factor, ContributionList parts)
    {
        ReadOnlySpan<int> own = _attributes[item], others = _attributes[historyItem];
        foreach (int attribute in own)
        {
            if (others.BinarySearch(attribute) < 0) continue;
            parts.Add(Name, factor * 2 / (own.Length + others.Length), historyItem, _facts?[attribute]);
        }
    }

    /// <summary>sums[i] = sum over items j of weights[j] sim(j, i).</summary>
    public void Spread(ReadOnlySpan<double> weights, Span<double> sums)
    {
        double[] counts = new double[CountLength];
        for (int item = 0; item < weights.Length; item++)
            if (weights[item] != 0) Count(item, weights[item], counts);
        for (int item = 0; item < sums.Length; item++) sums[item] = Sum(item, counts);
    }
}
