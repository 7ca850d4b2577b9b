using Mkr.Engine.Ops;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>A training with dense steps beside the same one with deferred steps, both after the last epoch.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Arithmetic">What it was computed in, float or double.</param>
/// <param name="Seed">The seed of both.</param>
/// <param name="Dense">The result of dense steps on the test part.</param>
/// <param name="Deferred">That of deferred steps.</param>
/// <param name="Parameters">How far the parameters of the second are from those of the first: all together, and then each.</param>
/// <param name="Seconds">The wall time.</param>
internal sealed record DeferredComparison(
    string Dataset, string Arithmetic, ulong Seed, CtrResult Dense, CtrResult Deferred, IReadOnlyList<ParameterDifference> Parameters,
    double Seconds);
