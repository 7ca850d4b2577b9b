using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Metrics;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Sampling;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>Ranks, their summary, counting and corruption against an independent implementation, on scores with many ties.</summary>
internal sealed class LinkRankerTests
{
    private readonly JsonNode _golden = JsonNode.Parse(File.ReadAllText(Path.Combine(KgeGolden.Folder, "ranking.json")))!;

    [Test]
    public void Ranks_and_their_summary_are_the_golden_ones()
    {
        LinkRanks ranks = new LinkRanker(Triples("known")).Rank(new GoldenScorer(_golden["scores"]!), Triples("test"));
        AssertRanks(ranks, "ranks");
        LinkPrediction both = ranks.Both;
        JsonNode summary = _golden["summary"]!;
        foreach ((double actual, string key) in new[]
        {
            (both.MeanReciprocalRank, "mrr"), (both.MeanRank, "mean_rank"), (both.HitsAt1, "hits1"), (both.HitsAt3, "hits3"),
            (both.HitsAt10, "hits10"),
        })
        {
            Assert.That(actual, Is.EqualTo(summary[key]!.GetValue<double>()).Within(1e-14), key);
        }

        Assert.That(ranks.NotNumbers, Is.Zero);
    }

    [Test]
    public void Ranks_by_frequency_are_the_golden_ones() => AssertRanks(
        new LinkRanker(Triples("known")).Rank(Row("frequency", Triples("train")), Triples("test")), "frequency_ranks");

    [Test]
    public void Relations_are_summarized_by_themselves()
    {
        Triple[] test = Triples("test");
        LinkRanks ranks = new LinkRanker(Triples("known")).Rank(new GoldenScorer(_golden["scores"]!), test);
        Assert.That(ranks.ByRelation.Select(r => r.Relation), Is.EqualTo(test.Select(t => t.Relation).Distinct().Order()));
        Assert.That(ranks.ByRelation.Sum(r => r.Ranks.Count), Is.EqualTo(2 * test.Length));
        Assert.That(
            ranks.ByRelation.Sum(r => r.Ranks.MeanReciprocalRank * r.Ranks.Count) / (2 * test.Length),
            Is.EqualTo(ranks.Both.MeanReciprocalRank).Within(1e-14));
    }

    /// <summary>A right entity without a score is last; a wrong one without a score is behind all others.</summary>
    [Test]
    public void Scores_that_are_no_numbers_are_last_and_counted()
    {
        Triple[] test = Triples("test");
        var ranker = new LinkRanker(Triples("known"));
        LinkRanks ranks = ranker.Rank(new GoldenScorer(_golden["scores"]!) { NotANumber = test[0].Tail }, test);
        Assert.That(ranks.NotNumbers, Is.EqualTo(test.Count(t => t.Tail == test[0].Tail) + test.Count(t => t.Head == test[0].Tail)));
        int candidates = _golden["ranks"]![0]!["tail_candidates"]!.GetValue<int>();
        Assert.That(ranks.TailRanks[0], Is.EqualTo(candidates));
    }

    /// <summary>Head 0 is joined with 3 and 4 by other relations; of these 4 is the more frequent tail of relation 0.</summary>
    [Test]
    public void What_counting_knows()
    {
        Triple[] train = [new(0, 1, 3), new(0, 2, 4), new(1, 0, 4), new(2, 0, 4), new(1, 0, 5), new(2, 0, 5), new(2, 0, 3)];
        float[] frequency = Scores("frequency"), range = Scores("range"), pair = Scores("same pair");
        Assert.That(frequency, Is.EqualTo(new float[] { 0, 0, 0, 1, 2, 2 }));
        Assert.That(range, Is.EqualTo(new float[] { 0, 0, 0, 1, 1, 1 }));
        Assert.That(pair.Select((score, entity) => (score, entity)).OrderByDescending(x => x.score).Take(3).Select(x => x.entity),
            Is.EqualTo(new[] { 4, 3, 5 }));

        float[] Scores(string name)
        {
            float[] scores = new float[6];
            CountingScorer.All(train, 6).Single(row => row.Name == name).Score(0, isHeadMissing: false, [0], scores);
            return scores;
        }
    }

    [Test]
    public void Heads_are_replaced_as_often_as_the_golden_relations_have_it()
    {
        var bernoulli = new TripleCorruptor(Triples("bernoulli_triples"), 20, 3, isBernoulli: true);
        var uniform = new TripleCorruptor(Triples("bernoulli_triples"), 20, 3, isBernoulli: false);
        foreach (JsonNode? relation in _golden["bernoulli"]!.AsArray())
        {
            int number = relation!["relation"]!.GetValue<int>();
            Assert.That(bernoulli.HeadProbability(number), Is.EqualTo(relation["head_probability"]!.GetValue<double>()).Within(1e-15));
            Assert.That(uniform.HeadProbability(number), Is.EqualTo(0.5));
        }
    }

    private CountingScorer Row(string name, Triple[] train) => CountingScorer.All(train, EntityCount).Single(row => row.Name == name);

    private int EntityCount => _golden["scores"]!.AsArray().Count;

    private void AssertRanks(LinkRanks ranks, string key)
    {
        JsonArray golden = _golden[key]!.AsArray();
        Assert.That(ranks.HeadRanks.ToArray(), Is.EqualTo(golden.Select(rank => rank!["head_rank"]!.GetValue<double>())));
        Assert.That(ranks.TailRanks.ToArray(), Is.EqualTo(golden.Select(rank => rank!["tail_rank"]!.GetValue<double>())));
    }

    private Triple[] Triples(string key) =>
        [.. GoldenTrajectory.Numbers(_golden[key]!).Chunk(3).Select(t => new Triple((int)t[0], (int)t[1], (int)t[2]))];

    /// <summary>By head, relation and tail.</summary>
    private sealed class GoldenScorer(JsonNode scores) : ITripleScorer
    {
        public int? NotANumber { get; init; }

        public int EntityCount => scores.AsArray().Count;

        public void Score(int relation, bool isHeadMissing, ReadOnlySpan<int> known, Span<float> destination)
        {
            for (int i = 0; i < known.Length; i++)
            {
                for (int entity = 0; entity < EntityCount; entity++)
                {
                    (int head, int tail) = isHeadMissing ? (entity, known[i]) : (known[i], entity);
                    destination[(i * EntityCount) + entity] =
                        entity == NotANumber ? float.NaN : scores[head]![relation]![tail]!.GetValue<float>();
                }
            }
        }
    }
}
