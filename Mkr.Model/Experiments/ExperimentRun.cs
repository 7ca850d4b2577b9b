using Mkr.Model.Data;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>One seed of an <see cref="Experiment"/>.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Data">The data, reduced as the settings say.</param>
/// <param name="Split">The split.</param>
/// <param name="Training">The trained model.</param>
/// <param name="Rows">The model's result on the test part, and then those that it is to be read against.</param>
/// <param name="Seconds">The time to split and to train the model, without the other rows, which may train beside it.</param>
public sealed record ExperimentRun(
    ulong Seed, RecommendationData Data, DatasetSplit Split, TrainingResult Training, IReadOnlyList<ExperimentRow> Rows, double Seconds);
