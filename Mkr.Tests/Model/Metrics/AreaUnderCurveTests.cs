using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class AreaUnderCurveTests
{
    [Test]
    public void Equals_the_share_of_pairs_in_order()
    {
        foreach ((float[] logits, Interaction[] examples) in RandomCases.Classifications())
            Assert.That(AreaUnderCurve.Compute(logits, examples), Is.EqualTo(ByPairs(logits, examples)));
    }

    /// <summary>Long enough for every digit of the radix sort, with both signs, zeros, infinities, subnormals and ties.</summary>
    [Test]
    public void Holds_for_numbers_of_every_magnitude()
    {
        var random = new SeededRandom(1);
        float[] special = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue];
        float[] scores = new float[3_000];
        Interaction[] examples = new Interaction[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            float any = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
            scores[i] = float.IsNaN(any) || random.NextInt32(4) == 0 ? special[random.NextInt32(special.Length)] : any;
            examples[i] = new(0, 0, random.NextInt32(3) == 0);
        }

        Assert.That(AreaUnderCurve.Compute(scores, examples), Is.EqualTo(ByPairs(scores, examples)));
    }

    [Test]
    public void The_two_zeros_tie() =>
        Assert.That(AreaUnderCurve.Compute([0f, -0f], [new(0, 0, true), new(0, 1, false)]), Is.EqualTo(0.5));

    [Test]
    public void Rejects_scores_that_are_no_numbers_or_too_few()
    {
        Interaction[] examples = [new(0, 0, true), new(0, 1, false)];
        Assert.That(
            () => AreaUnderCurve.Compute([1f, float.NaN], examples), Throws.ArgumentException.With.Message.Contains("Score 1 of 2 is NaN"));
        Assert.That(
            () => AreaUnderCurve.Compute([1f], examples), Throws.ArgumentException.With.Message.Contains("1 scores for 2 examples"));
    }

    /// <summary>The definition; 0/0 is NaN where a class is missing.</summary>
    private static double ByPairs(float[] scores, Interaction[] examples)
    {
        double won = 0, pairs = 0;
        for (int p = 0; p < scores.Length; p++)
            for (int n = 0; n < scores.Length; n++)
            {
                if (!examples[p].IsPositive || examples[n].IsPositive) continue;
                pairs++;
                won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
            }

        return won / pairs;
    }
}
