using Mkr.Engine.Optimizers;

namespace Mkr.Model.Training;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the interactions.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The examples of a minibatch, of either task.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Adam's rate for the recommendation task.</summary>
    public double RsRate { get; init; } = 1e-3;

    /// <summary>Adam's rate for the KGE task.</summary>
    public double KgeRate { get; init; } = 2e-4;

    /// <summary>t: how many steps (or epochs) of the recommendation task come to one of the KGE task.</summary>
    public int KgeInterval { get; init; } = 2;

    /// <summary>How the tasks alternate.</summary>
    public Schedule Schedule { get; init; } = Schedule.Epochs;

    /// <summary>What Adam does with the rows that are not in the batch.</summary>
    public RowPolicy Adam { get; init; } = RowPolicy.Deferred;

    /// <summary>Whether the recommendation task is trained at all; without it the KGE task takes the same steps alone.</summary>
    public bool UseRs { get; init; } = true;

    /// <summary>Whether the KGE task is trained at all; without it the knowledge graph plays no part.</summary>
    public bool UseKge { get; init; } = true;
}
