using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Judges a model's present parameters by the triples that were held out of its graph.</summary>
/// <param name="model">The model.</param>
/// <param name="heldOut">The triples.</param>
/// <param name="graph">The graph with all triples.</param>
internal sealed class KgeLinks(KgeModel<float> model, HeldOutLinks heldOut, KnowledgeGraph graph)
{
    private readonly Lazy<GraphParts> _parts = new(() => heldOut.Parts(graph));
    private readonly Lazy<LinkRanker> _ranker = new(() => new LinkRanker(graph.Triples.ToArray()));
    private readonly Lazy<KgeScorer> _scorer = new(() => new KgeScorer(model));

    /// <summary>The graph's parts.</summary>
    public GraphParts Parts => _parts.Value;

    /// <summary>Scores triples by the present parameters.</summary>
    public ITripleScorer Scorer
    {
        get
        {
            _scorer.Value.Refresh();
            return _scorer.Value;
        }
    }

    /// <summary>Ranks triples by the present parameters.</summary>
    public LinkRanks Rank(ReadOnlySpan<Triple> triples) => _ranker.Value.Rank(Scorer, triples);

    /// <summary>Ranks triples by something else.</summary>
    public LinkRanks Rank(ITripleScorer scorer, ReadOnlySpan<Triple> triples) => _ranker.Value.Rank(scorer, triples);
}
