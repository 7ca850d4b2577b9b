using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Dkn;

namespace Mkr.Tests.Model.Models.Dkn;

internal sealed class DknRecommenderTests
{
    private const int Items = 70;
    private const int Length = 4;

    // The third user has no clicks, the last more than the others.
    private static readonly int[][] Clicks = [[1, 64, 5], [2], [], [0, 3, 9, 8, 7, 6, 5, 69, 11]];

    private readonly SeededRandom _random = new(3);

    /// <summary>Scoring takes other ways than training: the layers' halves, candidates side by side, blocks of pairs.</summary>
    [Test]
    public void It_scores_as_the_task_predicts([Values] DknLayer attention, [Values] DknLayer prediction, [Values] bool context)
    {
        var options = new DknOptions
        {
            TitleLength = Length,
            WordDim = 5,
            EntityDim = 3,
            Filters = 6,
            Attention = attention,
            AttentionHidden = 7,
            Prediction = prediction,
            PredictionHidden = 4,
            Context = context,
            MaskCandidate = false,
        };
        (DknModel<double> model, DknTitles titles) = Create(options);
        var clicks = new DknClicks(Clicks);
        var task = new DknTask<double>(model, titles, clicks, Items);
        DknRecommender recommender = DknRecommender.Of(model, titles, clicks);
        RecommenderContract.Check(recommender);
        float[] scores = new float[Clicks.Length * Items];
        recommender.ScoreAllItems([0, 1, 2, 3], scores);
        var meter = new Tests.Engine.ErrorMeter();
        for (int user = 0; user < Clicks.Length; user++)
        {
            for (int item = 0; item < Items; item++) (task.Users.Rows[item], task.Items.Rows[item]) = (user, item);
            task.Fill(Items);
            task.Tape.Forward(Items);
            for (int item = 0; item < Items; item++) meter.Add(scores[(user * Items) + item], task.Logits.Value[0][item]);
        }

        meter.AssertBelow(1e-5);
    }

    /// <summary>By itself the released model is at or above a probability of a half for each pair.</summary>
    [Test]
    public void Without_a_score_bias_no_score_is_negative([Values] bool bias)
    {
        (DknModel<double> model, DknTitles titles) = Create(new DknOptions { TitleLength = Length, ScoreBias = bias });
        if (bias) model.ScoreBias![0, 0] = -1e6;
        DknRecommender recommender = DknRecommender.Of(model, titles, new DknClicks(Clicks));
        float[] scores = new float[Clicks.Length * Items];
        recommender.ScoreAllItems([0, 1, 2, 3], scores);
        Assert.That(scores, bias ? Has.All.Negative : Has.None.Negative);
    }

    /// <summary>User 1's only click is the candidate; user 0's is one of three.</summary>
    [Test]
    public void In_training_a_positive_does_not_attend_to_itself([Values] bool masks)
    {
        (DknModel<double> model, DknTitles titles) = Create(new DknOptions { TitleLength = Length, MaskCandidate = masks });
        var task = new DknTask<double>(model, titles, new DknClicks(Clicks), 2);
        (task.Users.Rows[0], task.Items.Rows[0], task.Users.Rows[1], task.Items.Rows[1]) = (1, 2, 0, 64);
        task.Fill(2);
        task.Tape.Forward(2);
        Assert.That(task.Attention.Length, Is.EqualTo(masks ? 2 : 4));
        if (masks) Assert.That(task.Logits.Value[0][0], Is.EqualTo(model.ScoreBias![0, 0]));
    }

    [Test]
    public void Clicks_are_training_positives_as_many_as_asked_for()
    {
        Interaction[] train = [.. Enumerable.Range(0, 40).Select(i => new Interaction(i % 3, i, IsPositive: i % 3 != 1))];
        var clicks = new DknClicks(4, train, 5, _random);
        Assert.That(Enumerable.Range(0, 4).Select(user => clicks[user].Length), Is.EqualTo(new[] { 5, 0, 5, 0 }));
        Assert.That(clicks[2].ToArray(), Is.Unique.And.All.Matches<int>(item => item % 3 == 2));
        Assert.That(clicks.Longest, Is.EqualTo(5));
        Assert.That(new DknClicks(4, train, 100, _random)[0].ToArray(), Is.EqualTo(Enumerable.Range(0, 14).Select(i => 3 * i)));
    }

    private (DknModel<double> Model, DknTitles Titles) Create(DknOptions options)
    {
        const int Words = 40, Entities = 30;
        int[] words = [.. Enumerable.Range(0, Items * Length).Select(_ => _random.NextInt32(Words))];
        int[] entities = [.. Enumerable.Range(0, Items * Length).Select(_ => _random.NextInt32(Entities))];
        var model = new DknModel<double>(options, Words, Entities);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(0.3).Fill(parameter, _random);
        return (model, new DknTitles(Length, words, entities, Words, Entities));
    }
}
