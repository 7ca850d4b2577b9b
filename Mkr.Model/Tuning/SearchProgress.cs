namespace Mkr.Model.Tuning;

/// <summary>A training of a search that is done.</summary>
/// <param name="Training">The training.</param>
/// <param name="Rung">Its rung, from 0.</param>
/// <param name="Rungs">How many rungs there are.</param>
/// <param name="Done">How many trainings of the rung are done.</param>
/// <param name="Total">How many trainings the rung has.</param>
internal sealed record SearchProgress(TrialTraining Training, int Rung, int Rungs, int Done, int Total);
