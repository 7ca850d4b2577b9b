namespace Mkr.Model.Tuning;

/// <summary>What a trial is worth on the last rung that it was on.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Rung">The rung, from 0.</param>
/// <param name="Epochs">The rung's epochs.</param>
/// <param name="Trainings">The trainings on that rung, in the order of their seeds.</param>
internal sealed record TrialResult(Trial Trial, int Rung, int Epochs, IReadOnlyList<TrialTraining> Trainings)
{
    /// <summary>The mean of the seeds; NaN where one of them failed.</summary>
    public double Validation => Trainings.Average(training => training.Validation);

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure => Trainings.FirstOrDefault(training => training.Failure is not null)?.Failure;
}
