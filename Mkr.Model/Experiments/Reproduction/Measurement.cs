namespace Mkr.Model.Experiments.Reproduction;

/// <summary>One number that an experiment is about.</summary>
/// <param name="System">What was measured: the model, or a row to compare it with.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The number.</param>
internal sealed record Measurement(string System, string Metric, double Value);
