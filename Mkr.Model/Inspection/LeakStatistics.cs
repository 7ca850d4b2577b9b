using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Counting;

namespace Mkr.Model.Inspection;

/// <summary>
/// What can be had on the test part of a split without a model: by popularity, and by what the split or the files give away.
/// </summary>
/// <param name="PopularityAuc">The test AUC of <see cref="PopularityRecommender"/>: of c, the training positives of an item.</param>
/// <param name="CatalogueAuc">The test AUC of <see cref="CatalogueLeak"/>: of the rate of c. Above that of c, the list leaks.</param>
/// <param name="UserBalanceAuc">The test AUC of <see cref="UserBalanceLeak"/>: above 1/2, the protocol gives labels away.</param>
/// <param name="ItemOrderAuc">The test AUC of <see cref="ItemOrderLeak"/>: above 1/2, the order of the files gives labels away.</param>
/// <param name="NeverSeen">The labels of the test rows whose item has no training positive.</param>
/// <param name="SeenOnce">The labels of the test rows whose item has one.</param>
internal sealed record LeakStatistics(
    double PopularityAuc, double CatalogueAuc, double UserBalanceAuc, double ItemOrderAuc,
    PartStatistics NeverSeen, PartStatistics SeenOnce)
{
    /// <summary>Measures a split of <paramref name="data"/>.</summary>
    public static LeakStatistics Of(RecommendationData data, DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        int[] counts = PositiveCounts.OfItems(split.Train, data.Items.Count);
        return new LeakStatistics(
            TestAuc(new PopularityRecommender(split.Train, data.Users.Count, data.Items.Count)),
            TestAuc(Leaks.Catalogue(data, split)),
            TestAuc(Leaks.UserBalance(data, split)),
            TestAuc(Leaks.ItemOrder(data, split)),
            SeenTimes(0),
            SeenTimes(1));

        double TestAuc(IRecommender recommender) => CtrEvaluator.Evaluate(recommender, split.Test).Auc;
        PartStatistics SeenTimes(int count) => PartStatistics.Of([.. split.Test.Where(row => counts[row.Item] == count)]);
    }
}
