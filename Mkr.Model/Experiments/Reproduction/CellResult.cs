using Mkr.Model.Training;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>What came out of a <see cref="Cell"/>.</summary>
/// <param name="Measurements">The numbers; none where it failed.</param>
/// <param name="Split">The split's fingerprint.</param>
/// <param name="BestEpoch">The model's best epoch.</param>
/// <param name="Restarts">How many initialisations collapsed before.</param>
/// <param name="Seconds">The wall time, comparisons included.</param>
/// <param name="Failure">Why there is no result, where every initialisation collapsed; null else.</param>
internal sealed record CellResult(
    IReadOnlyList<Measurement> Measurements, string Split, int BestEpoch, int Restarts, double Seconds, string? Failure = null);
