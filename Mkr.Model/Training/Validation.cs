using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Settings;

namespace Mkr.Model.Training;

/// <summary>What an epoch is worth on the validation part.</summary>
/// <param name="Ctr">The prediction of its labels.</param>
/// <param name="Values">AUC and accuracy, and the metric that epochs are chosen by.</param>
/// <param name="Selected">The metric that epochs are chosen by.</param>
internal sealed record ValidationResult(CtrResult Ctr, IReadOnlyList<NamedValue> Values, double Selected);

/// <summary>Measures epochs on the validation part; lists are ranked only where the best epoch is chosen by them.</summary>
internal sealed class Validation
{
    private const int Cutoff = 10;

    private readonly Interaction[] _validation;
    private readonly SelectionMetric _select;
    private readonly int _threads;
    private readonly TopKEvaluator? _ranking;

    public Validation(ModelData data, SelectionMetric select, int threads)
    {
        _validation = data.Split.Validation;
        _select = select;
        _threads = threads;
        if (select.IsRanking)
        {
            _ranking = new TopKEvaluator(
                _validation, data.Split.Train, data.Data.Users.Count, data.Data.Items.Count, new TopKOptions { Cutoffs = [Cutoff] });
        }
    }

    /// <summary>Measures a recommender; null where a score is not a number.</summary>
    public ValidationResult? Measure(IRecommender recommender)
    {
        if (CtrEvaluator.TryEvaluate(recommender, _validation, _threads) is not CtrResult ctr) return null;
        var values = new List<NamedValue> { new(SelectionMetric.Auc.Name, ctr.Auc), new(SelectionMetric.Accuracy.Name, ctr.Accuracy) };
        if (_ranking is not null)
        {
            RankingMetrics top = _ranking.Evaluate(recommender, _threads).At(Cutoff).Ranking;
            values.Add(new(_select.Name, _select == SelectionMetric.Ndcg10 ? top.NormalizedDiscountedCumulativeGain : top.Recall));
        }

        if (_select == SelectionMetric.Mrr) values.Add(new(_select.Name, LinkMrr(recommender)));
        return new ValidationResult(ctr, values, values.First(value => value.Name == _select.Name).Value);
    }

    private static double LinkMrr(IRecommender recommender) => recommender is ILinkPredictor links
        ? links.Rank(links.Parts.Validation).Both.MeanReciprocalRank
        : throw new SettingException(
            $"select: mrr is of models that complete triples, and {recommender.Name} holds none out. Choose another metric.");
}
