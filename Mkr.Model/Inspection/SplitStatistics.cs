using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Counting;
using Mkr.Model.Training;

namespace Mkr.Model.Inspection;

/// <summary>What a split asks of a model: how much of its test part is new, and what can be had there without a model.</summary>
public sealed class SplitStatistics
{
    /// <summary>Measures a split of <paramref name="data"/>.</summary>
    public SplitStatistics(RecommendationData data, DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        Train = PartStatistics.Of(split.Train);
        Validation = PartStatistics.Of(split.Validation);
        Test = PartStatistics.Of(split.Test);
        (TestUsers, ColdTestUsers) = CountCold(split, x => x.User);
        (TestItems, ColdTestItems) = CountCold(split, x => x.Item);
        LeakAuc = TestAuc(new UserBalanceLeak(split.Train, data.Users.Count, data.Items.Count));
        PopularityAuc = TestAuc(new PopularityRecommender(split.Train, data.Users.Count, data.Items.Count));

        double TestAuc(IRecommender recommender) => CtrEvaluator.Evaluate(recommender, split.Test).Auc;
    }

    /// <summary>The training part's labels.</summary>
    public PartStatistics Train { get; }

    /// <summary>The validation part's labels.</summary>
    public PartStatistics Validation { get; }

    /// <summary>The test part's labels.</summary>
    public PartStatistics Test { get; }

    /// <summary>The number of different users in the test part.</summary>
    public int TestUsers { get; }

    /// <summary>How many of them have no positive in the training part.</summary>
    public int ColdTestUsers { get; }

    /// <summary>The number of different items in the test part, as positives or as negatives.</summary>
    public int TestItems { get; }

    /// <summary>How many of them have no positive in the training part.</summary>
    public int ColdTestItems { get; }

    /// <summary>The test AUC of <see cref="UserBalanceLeak"/>: above 1/2, the split itself gives labels away.</summary>
    public double LeakAuc { get; }

    /// <summary>The test AUC of <see cref="PopularityRecommender"/>.</summary>
    public double PopularityAuc { get; }

    private static (int All, int Cold) CountCold(DatasetSplit split, Func<Interaction, int> index)
    {
        HashSet<int> tested = [.. split.Test.Select(index)];
        HashSet<int> known = [.. split.Train.Where(x => x.IsPositive).Select(index)];
        return (tested.Count, tested.Count(i => !known.Contains(i)));
    }
}
