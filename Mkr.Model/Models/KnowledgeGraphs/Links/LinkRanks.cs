using Mkr.Model.Data;
using Mkr.Model.Metrics;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The ranks of held-out triples from both sides, and what they come to.</summary>
internal sealed class LinkRanks
{
    private readonly double[] _heads;
    private readonly double[] _tails;

    internal LinkRanks(Triple[] triples)
    {
        Triples = triples;
        (_heads, _tails) = (new double[triples.Length], new double[triples.Length]);
    }

    /// <summary>The triples.</summary>
    public IReadOnlyList<Triple> Triples { get; }

    /// <summary>The rank of each triple's head.</summary>
    public ReadOnlySpan<double> HeadRanks => _heads;

    /// <summary>The rank of each triple's tail.</summary>
    public ReadOnlySpan<double> TailRanks => _tails;

    /// <summary>How many right entities had no number for a score, and were ranked last for it.</summary>
    public int NotNumbers { get; private set; }

    /// <summary>Both sides together: the figures that are reported.</summary>
    public LinkPrediction Both => LinkPrediction.FromRanks([.. _heads, .. _tails]);

    /// <summary>The head side.</summary>
    public LinkPrediction Heads => LinkPrediction.FromRanks(_heads);

    /// <summary>The tail side.</summary>
    public LinkPrediction Tails => LinkPrediction.FromRanks(_tails);

    /// <summary>Both sides of each relation's triples, by relation.</summary>
    public IEnumerable<(int Relation, LinkPrediction Ranks)> ByRelation => Enumerable.Range(0, Triples.Count)
        .GroupBy(i => Triples[i].Relation).OrderBy(places => places.Key)
        .Select(places => (places.Key, LinkPrediction.FromRanks([.. places.Select(i => _heads[i]), .. places.Select(i => _tails[i])])));

    internal void Set(int place, bool isHeadMissing, double rank, bool isNumber)
    {
        (isHeadMissing ? _heads : _tails)[place] = rank;
        if (!isNumber) NotNumbers++;
    }
}
