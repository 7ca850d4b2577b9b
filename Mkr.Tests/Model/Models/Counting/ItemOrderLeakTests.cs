using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Counting;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Counting;

internal sealed class ItemOrderLeakTests
{
    /// <summary>User 0 chose items 1 and 6, user 1 has a negative only.</summary>
    [Test]
    public void Scores_the_distance_to_the_nearest_item_of_the_history()
    {
        Interaction[] training = [new(0, 6, true), new(0, 1, true), new(0, 3, false), new(1, 0, false)];
        float[] scores = new float[16];
        new ItemOrderLeak(training, 2, 8).ScoreAllItems([0, 1], scores);
        Assert.That(scores[..8], Is.EqualTo(new[] { -1f, 0f, -1f, -2f, -2f, -1f, 0f, -1f }));
        Assert.That(scores[8..], Has.All.EqualTo(-8f));
    }

    [Test]
    public void Keeps_the_contract() =>
        RecommenderContract.Check(new ItemOrderLeak(RandomInteractions.Draw(200, 9, 7, new SeededRandom(85)), 9, 7));
}
