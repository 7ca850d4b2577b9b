using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Model.Experiments;

/// <summary>A recommender's result on the test part.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Test">The result.</param>
/// <param name="Recommender">It itself.</param>
/// <param name="Scores">Its scores of the test interactions, for paired comparisons.</param>
public sealed record ExperimentRow(string Name, CtrResult Test, IRecommender Recommender, float[] Scores);
