using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>
/// What scores triples in MKR's KGE side: its own module, or another graph embedding, in which eL stands where the head's embedding stood
/// (MKR, future work).
/// </summary>
internal enum KgeKind
{
    /// <summary>MKR's own: the tail is predicted from head and relation (equations 7 and 8).</summary>
    [SettingName("mkr")]
    TailPrediction,

    /// <summary><see cref="KnowledgeGraphs.TransE{T}"/>.</summary>
    [SettingName("transe")]
    TransE,

    /// <summary><see cref="KnowledgeGraphs.TransH{T}"/>.</summary>
    [SettingName("transh")]
    TransH,

    /// <summary><see cref="KnowledgeGraphs.TransR{T}"/>.</summary>
    [SettingName("transr")]
    TransR,

    /// <summary><see cref="KnowledgeGraphs.Rescal{T}"/>.</summary>
    Rescal,

    /// <summary><see cref="KnowledgeGraphs.Analogy{T}"/>.</summary>
    Analogy,

    /// <summary><see cref="KnowledgeGraphs.HolE{T}"/>.</summary>
    [SettingName("hole")]
    HolE,
}
