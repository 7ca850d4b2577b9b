using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Metrics;

/// <summary>Random inputs for the comparison of metrics with their oracles: ties, tiny sizes and one-sided cases included.</summary>
internal static class RandomCases
{
    private const int Count = 200;

    /// <summary>A classification: logits, of which about half the cases have few distinct values, and labelled examples.</summary>
    internal sealed record Classification(float[] Logits, Interaction[] Examples);

    /// <summary>A ranked list, the number of relevant items (hits of the list among them), and a cutoff.</summary>
    internal sealed record Ranking(bool[] Relevance, int RelevantCount, int K);

    /// <summary>How often items were recommended, and their known positives.</summary>
    internal sealed record Catalogue(long[] Exposures, int[] Positives);

    public static IEnumerable<Classification> Classifications()
    {
        var random = new SeededRandom(11);
        for (int i = 0; i < Count; i++)
        {
            int length = i < 4 ? i : 1 + random.NextInt32(60);
            double positives = random.NextInt32(5) / 4.0;
            bool coarse = random.NextInt32(2) == 0;
            yield return new(
                Fill(length, () => coarse ? random.NextInt32(5) - 2 : (float)(3 * random.NextGaussian())),
                Fill(length, () => new Interaction(0, 0, random.NextDouble() < positives)));
        }
    }

    public static IEnumerable<Ranking> Rankings()
    {
        var random = new SeededRandom(12);
        for (int i = 0; i < Count; i++)
        {
            int length = i < 4 ? i : random.NextInt32(30);
            double density = random.NextInt32(4) / 3.0;
            bool[] relevance = Fill(length, () => random.NextDouble() < density);
            yield return new(relevance, relevance.Count(hit => hit) + random.NextInt32(4), 1 + random.NextInt32(40));
        }
    }

    public static IEnumerable<Catalogue> Catalogues()
    {
        var random = new SeededRandom(13);
        for (int i = 0; i < Count; i++)
        {
            int length = i < 3 ? i : 1 + random.NextInt32(40), most = 1 + random.NextInt32(6);
            yield return new(Fill(length, () => (long)random.NextInt32(most)), Fill(length, () => random.NextInt32(10)));
        }
    }

    private static TValue[] Fill<TValue>(int length, Func<TValue> next) => Enumerable.Range(0, length).Select(_ => next()).ToArray();
}
