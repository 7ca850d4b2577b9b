using Mkr.Engine;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options of <see cref="TransR{T}"/>.</summary>
internal sealed record TransROptions : KgeOptions
{
    /// <summary>The defaults: distances are told from an offset.</summary>
    public TransROptions() => (Loss, Offset) = (TripleLoss.SelfAdversarial, 6);

    /// <summary>k: the length of relations' vectors; null for d.</summary>
    [Setting("k: the length of relations' vectors; none: d", Least = 1, Most = 4096, Tune = "16, 32, 64")]
    public int? RelationDim { get; init; }

    /// <summary>Whether projected entities are cut to length 1.</summary>
    [Setting("whether projected entities longer than 1 are cut to length 1", Tune = "on, off")]
    public bool ClampProjected { get; init; }

    /// <summary>The first epochs, in which the projections stay as they are.</summary>
    [Setting("the first epochs, in which the projections stay what they are", Group = SettingGroup.Training, Least = 0, Most = 1_000_000,
        Tune = "0..20")]
    public int Freeze { get; init; } = 5;

    /// <inheritdoc/>
    internal override int FrozenEpochs => Freeze;

    /// <inheritdoc/>
    internal override TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations) =>
        new TransR<T>(parameters, relations, Dim, RelationDim ?? Dim) { ClampProjected = ClampProjected };
}
