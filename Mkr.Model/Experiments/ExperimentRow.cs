using Mkr.Model.Evaluation;

namespace Mkr.Model.Experiments;

/// <summary>A recommender's result on the test part.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Test">The result.</param>
/// <param name="Scores">Its scores of the test interactions, for paired comparisons.</param>
public sealed record ExperimentRow(string Name, CtrResult Test, float[] Scores);
