using Mkr.Model.Evaluation;

namespace Mkr.Cli.Output.Tables;

/// <summary>A recommender's results on the test part.</summary>
internal sealed record EvaluationRow(string Name, CtrResult Ctr, TopKResult Ranking);
