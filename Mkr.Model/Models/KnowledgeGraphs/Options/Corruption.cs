namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>How often a false triple has another head, and how often another tail.</summary>
internal enum Corruption
{
    /// <summary>Either as often.</summary>
    Uniform,

    /// <summary>
    /// By the relation (TransH, section 3.2): the head with probability tph / (tph + hpt), with tph the tails of a head and hpt the heads
    /// of
    /// a tail, on average. So fewer of the false triples are true.
    /// </summary>
    Bernoulli,
}
