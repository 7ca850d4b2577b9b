using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>Everything that determines a training run, but for its seed and its data. <see cref="Setting.All"/> gives each part a key.</summary>
public sealed record RunSettings
{
    /// <summary>The data set's layout.</summary>
    public required RawFormat Format { get; init; }

    /// <summary>How the data set is split.</summary>
    public SplitProtocol Protocol { get; init; } = SplitProtocol.All[0];

    /// <summary>The model's shape and loss.</summary>
    public required MkrOptions Model { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>
    /// Selects an objective together with the schedule that belongs to it: the paper's with Algorithm 1, the released program's with whole epochs.
    /// </summary>
    public RunSettings WithObjective(Objective objective) => this with
    {
        Model = Model with { Objective = objective },
        Training = Training with { Schedule = objective == Objective.Paper ? Schedule.Algorithm1 : Schedule.Epochs },
    };
}
