using Mkr.Model.Training;

namespace Mkr.Model.Tuning;

/// <summary>How much a search tries, and by what.</summary>
internal sealed record SearchOptions
{
    /// <summary>The trials, with that of the settings it begins at; there are fewer where the space has no more.</summary>
    public int Trials { get; init; } = 20;

    /// <summary>The most rungs; 1: every trial has all epochs.</summary>
    public int Rungs { get; init; } = 3;

    /// <summary>Determines what is drawn, and, as the first of the seeds, split, initialisation and training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The seeds that each trial is trained with, from <see cref="Seed"/> on.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>The metric on the validation part by which epochs and trials are chosen.</summary>
    public SelectionMetric Select { get; init; } = SelectionMetric.Auc;
}
