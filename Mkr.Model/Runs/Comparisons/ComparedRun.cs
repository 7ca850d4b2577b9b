using Mkr.Model.Evaluation;
using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs.Comparisons;

/// <summary>A run of a <see cref="RunComparison"/>, measured on the test part that all of them have.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Differences">
/// The settings, by key, in which it differs from another of the runs; those of a model from runs of it only.
/// </param>
/// <param name="Test">The prediction of the test part's labels.</param>
/// <param name="Ranking">The lists of ten, of the test part's users.</param>
/// <param name="Record">How it was trained.</param>
/// <param name="AheadBy">
/// The AUC of the first run minus this one's, and how sure that is; null in the first, and where the test part lacks a label.
/// </param>
internal sealed record ComparedRun(
    string Path, RunSettings Settings, ulong Seed, IReadOnlyList<KeyValuePair<string, string>> Differences, CtrResult Test,
    RankingMetrics Ranking, RunRecord Record, BootstrapComparison? AheadBy);
