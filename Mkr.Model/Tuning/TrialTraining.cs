namespace Mkr.Model.Tuning;

/// <summary>A training of a trial, with one seed, as it is kept.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Seed">Determines split, initialisation and training.</param>
/// <param name="Epochs">The epochs that it had.</param>
/// <param name="Validation">The metric on the validation part in the best epoch; NaN where it failed.</param>
/// <param name="BestEpoch">The best epoch, from 1; 0 where it failed.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="HasEnded">Whether patience ended it earlier: with more epochs it would be the same.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
internal sealed record TrialTraining(
    int Trial, ulong Seed, int Epochs, double Validation, int BestEpoch, double Seconds, bool HasEnded = false, string? Failure = null);
