using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Attention;

namespace Mkr.Tests.Model.Models.Hybrid;

/// <summary>Scores by attention against loops in double.</summary>
internal sealed class AttentionScorerTests
{
    private const int Dim = 5;
    private const int Rows = 9;
    private const int Queries = 11;

    // The third owner has nothing to attend to.
    private static readonly CompressedRows Sets = CompressedRows.Build(4, [(0, 1), (0, 4), (0, 8), (1, 0), (3, 2), (3, 3)]);

    private readonly float[] _keys = Draw(Rows, 1);
    private readonly float[] _values = Draw(Rows, 2);
    private readonly float[] _queries = Draw(Queries, 3);

    [Test]
    public void They_are_those_of_loops_one_by_one_and_all_at_once()
    {
        var scorer = new AttentionScorer("test", Dim, _keys, _values, Sets);
        float[] byFeature = [.. from j in Enumerable.Range(0, Dim) from q in Enumerable.Range(0, Queries) select _queries[(q * Dim) + j]];
        for (int owner = 0; owner < Sets.Count; owner++)
        {
            float[] all = [.. Enumerable.Repeat(1f, Queries)];
            scorer.AddAllQueries(byFeature, owner, all);
            for (int query = 0; query < Queries; query++)
            {
                double expected = Expected(query, owner);
                Assert.That(scorer.Score(Query(query), owner), Is.EqualTo(expected).Within(1e-5));
                Assert.That(all[query], Is.EqualTo(1 + expected).Within(1e-5));
            }
        }

        for (int query = 0; query < Queries; query++)
        {
            float[] all = [.. Enumerable.Repeat(1f, Sets.Count)];
            scorer.AddAllSets(Query(query), all);
            for (int owner = 0; owner < Sets.Count; owner++)
                Assert.That(all[owner], Is.EqualTo(1 + Expected(query, owner)).Within(1e-5));
        }
    }

    [Test]
    public void Of_long_histories_a_part_is_drawn_the_same_each_time()
    {
        Interaction[] train = [.. Enumerable.Range(0, 8).Select(item => new Interaction(0, item, true)), new(1, 3, true)];
        var positives = new PositiveMatrix(train, 2, 8);
        CompressedRows sets = AttendedSets.OfHistories(positives, 3);
        Assert.That(sets[0].Length, Is.EqualTo(3));
        Assert.That(sets[1].ToArray(), Is.EqualTo(new[] { 3 }));
        Assert.That(AttendedSets.OfHistories(positives, 3)[0].ToArray(), Is.EqualTo(sets[0].ToArray()));
        Assert.That(AttendedSets.OfHistories(positives, 8)[0].Length, Is.EqualTo(8));
    }

    private double Expected(int query, int owner)
    {
        double sum = 0, total = 0;
        foreach (int row in Sets[owner])
        {
            double logit = 0, value = 0;
            for (int j = 0; j < Dim; j++)
            {
                logit += (double)_queries[(query * Dim) + j] * _keys[(row * Dim) + j];
                value += (double)_queries[(query * Dim) + j] * _values[(row * Dim) + j];
            }

            sum += Math.Exp(logit) * value;
            total += Math.Exp(logit);
        }

        return total == 0 ? 0 : sum / total;
    }

    private ReadOnlySpan<float> Query(int query) => _queries.AsSpan(query * Dim, Dim);

    private static float[] Draw(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows * Dim).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
