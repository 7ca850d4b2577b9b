using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Tails;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>What ranks tails orders them as the score that is trained does.</summary>
internal sealed class TailScoresTests
{
    private const int Count = 200;
    private const int D = 5;

    [Test]
    public void They_order_as_the_ops_do([Values] ScoreFunction function)
    {
        var random = new SeededRandom(3);
        var set = new ParameterSet<float>();
        Table<float> tails = set.AddTable("tails", Count, D), one = set.AddTable("predicted", 1, D);
        tails.CopyFrom([.. Enumerable.Range(0, Count * D).Select(i => i < D ? 0 : (float)random.NextGaussian())]);
        one.CopyFrom([.. Enumerable.Range(0, D).Select(_ => (float)random.NextGaussian())]);
        var tape = new Tape<float>(Count);
        Lookup<float> tail = tape.Lookup(tails), predicted = tape.Lookup(one);
        for (int i = 0; i < Count; i++) tail.Rows[i] = i;
        var options = new MkrOptions { Dim = D, Score = function };
        var relations = new FeatureVector<float>(set, set.AddTable("relations", 1, D), [], D);
        var prediction = new TailPrediction<float>(options, new ParameterSet<float>(), relations);
        var scores = new BatchOutput<float>(tape, prediction.Score(
            tape, new Embedding<float>(tape, predicted).Output, new Embedding<float>(tape, tail).Output));
        tape.Forward(Count);

        TailScore score = TailScores.Of(prediction, function);
        Assert.That(prediction.HasSimilarity, Is.EqualTo(function is not (ScoreFunction.Cosine or ScoreFunction.Divergence)));
        float[] numbers = new float[Count * D], p = new float[D];
        tails.CopyTo(numbers);
        one.CopyTo(p);
        float[] ours = [.. Enumerable.Range(0, Count).Select(i => score(numbers.AsSpan(i * D, D), p))];
        int[] expected = [.. Enumerable.Range(0, Count).OrderBy(i => scores.Values[i])];
        Assert.That(Enumerable.Range(0, Count).OrderBy(i => ours[i]), Is.EqualTo(expected));
    }
}
