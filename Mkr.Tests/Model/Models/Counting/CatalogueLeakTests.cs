using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Counting;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Counting;

internal sealed class CatalogueLeakTests
{
    /// <summary>Items 0 and 1 have two training positives, item 2 one, items 3 and 4 none; validation has no row of the count 1.</summary>
    [Test]
    public void Scores_the_odds_of_the_count_on_validation()
    {
        Interaction[] training = [new(0, 0, true), new(1, 0, true), new(0, 1, true), new(1, 1, true), new(0, 2, true), new(1, 3, false)];
        Interaction[] validation = [new(2, 0, true), new(2, 1, false), new(3, 0, false), new(2, 3, true), new(3, 3, true)];
        float[] scores = new float[5];
        new CatalogueLeak(training, validation, 4, 5).ScoreAllItems([3], scores);
        float twice = MathF.Log(2 / 3f), never = MathF.Log(3);
        Assert.That(scores, Is.EqualTo(new[] { twice, twice, 0, never, never }).Within(1e-6f));
    }

    [Test]
    public void Keeps_the_contract()
    {
        Interaction[] rows = RandomInteractions.Draw(200, 9, 7, new SeededRandom(84));
        RecommenderContract.Check(new CatalogueLeak(rows.AsSpan(0, 150), rows.AsSpan(150), 9, 7));
        RecommenderContract.Check(new CatalogueLeak([], [], 2, 3));
    }
}
