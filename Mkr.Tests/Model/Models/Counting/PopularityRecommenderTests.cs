using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Counting;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Counting;

internal sealed class PopularityRecommenderTests
{
    /// <summary>Items 0, 1 and 2 have 3, 1 and 0 positives; over the examples that is 3 3 3 3 1 1 0, the median 3.</summary>
    [Test]
    public void Scores_the_positives_of_an_item_against_the_median_example()
    {
        Interaction[] training =
            [new(0, 0, true), new(1, 0, true), new(2, 0, true), new(3, 0, false), new(0, 1, true), new(1, 1, false), new(2, 2, false)];
        float[] scores = new float[3];
        new PopularityRecommender(training, 4, 3).ScoreAllItems([2], scores);
        Assert.That(scores, Is.EqualTo(new[] { 0f, -2f, -3f }));
    }

    [Test]
    public void Zero_lies_between_the_halves_of_an_even_number_of_examples()
    {
        float[] scores = new float[2];
        new PopularityRecommender([new(0, 0, true), new(0, 1, false)], 1, 2).ScoreAllItems([0], scores);
        Assert.That(scores, Is.EqualTo(new[] { 0.5f, -0.5f }));
    }

    [Test]
    public void Keeps_the_contract()
    {
        RecommenderContract.Check(new PopularityRecommender(RandomInteractions.Draw(200, 9, 7, new SeededRandom(81)), 9, 7));
        RecommenderContract.Check(new PopularityRecommender([], 2, 3));
    }
}
