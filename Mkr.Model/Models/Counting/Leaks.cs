using Mkr.Model.Data;

namespace Mkr.Model.Models.Counting;

/// <summary>
/// What can be predicted without a model, because the split or the files give it away: learnt from a split, each is a recommender.
/// </summary>
internal static class Leaks
{
    /// <summary>What the balance of a user's training labels tells.</summary>
    public static IRecommender UserBalance(RecommendationData data, DatasetSplit split)
    {
        Check(data, split);
        return new UserBalanceLeak(split.Train, data.Users.Count, data.Items.Count);
    }

    /// <summary>What the list of items tells.</summary>
    public static IRecommender Catalogue(RecommendationData data, DatasetSplit split)
    {
        Check(data, split);
        return new CatalogueLeak(split.Train, split.Validation, data.Users.Count, data.Items.Count);
    }

    /// <summary>What the order of that list tells.</summary>
    public static IRecommender ItemOrder(RecommendationData data, DatasetSplit split)
    {
        Check(data, split);
        return new ItemOrderLeak(split.Train, data.Users.Count, data.Items.Count);
    }

    private static void Check(RecommendationData data, DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
    }
}
