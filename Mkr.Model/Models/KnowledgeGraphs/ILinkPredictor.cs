using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A trained model that completes triples, and was kept from some of its graph's so that it can be judged by them.</summary>
internal interface ILinkPredictor
{
    /// <summary>The graph's parts.</summary>
    GraphParts Parts { get; }

    /// <summary>Ranks triples of the graph by the model's present parameters, filtered, from both sides.</summary>
    LinkRanks Rank(ReadOnlySpan<Triple> triples);

    /// <summary>Ranks them by something else: what the model is to be read against.</summary>
    LinkRanks Rank(ITripleScorer scorer, ReadOnlySpan<Triple> triples);
}
