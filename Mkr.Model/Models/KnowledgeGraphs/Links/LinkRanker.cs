using Mkr.Model.Data;
using Mkr.Model.Metrics;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Ranks held-out triples among all that could be in their place: the right tail among all entities as the tail of head and relation, and
/// likewise the right head; those of other triples that are known are left out ("filtered", Bordes et al., 2013). Ties take the mean of the
/// best and the worst place (<see cref="FilteredRank"/>).
/// </summary>
internal sealed class LinkRanker
{
    private const int QueriesAtOnce = 64;

    private readonly Dictionary<(int Relation, bool IsHeadMissing, int Known), int[]> _answers;

    /// <summary>A ranker.</summary>
    /// <param name="known">The triples that are true, of training, validation and test.</param>
    public LinkRanker(IEnumerable<Triple> known) => _answers = known.Distinct()
        .SelectMany(triple => new[] { Question(triple, false), Question(triple, true) })
        .GroupBy(q => (q.Relation, q.IsHeadMissing, q.Known), q => q.Answer).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Ranks triples from both sides.</summary>
    /// <param name="scorer">Scores entities.</param>
    /// <param name="triples">The triples, which are among the known ones.</param>
    public LinkRanks Rank(ITripleScorer scorer, ReadOnlySpan<Triple> triples)
    {
        var ranks = new LinkRanks(triples.ToArray());
        foreach (bool isHeadMissing in new[] { false, true }) Rank(scorer, ranks, isHeadMissing);
        return ranks;
    }

    /// <summary>Ranks the tails of triples alone.</summary>
    /// <param name="scorer">Scores entities.</param>
    /// <param name="triples">The triples, which are among the known ones.</param>
    public LinkPrediction RankTails(ITripleScorer scorer, ReadOnlySpan<Triple> triples)
    {
        var ranks = new LinkRanks(triples.ToArray());
        Rank(scorer, ranks, isHeadMissing: false);
        return ranks.Tails;
    }

    private void Rank(ITripleScorer scorer, LinkRanks ranks, bool isHeadMissing)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        IReadOnlyList<Triple> all = ranks.Triples;
        float[] scores = new float[QueriesAtOnce * scorer.EntityCount];
        foreach (IGrouping<int, int> places in Enumerable.Range(0, all.Count).GroupBy(i => all[i].Relation))
        {
            foreach (int[] block in places.Chunk(QueriesAtOnce))
            {
                int[] known = [.. block.Select(i => Question(all[i], isHeadMissing).Known)];
                Span<float> rows = scores.AsSpan(0, block.Length * scorer.EntityCount);
                scorer.Score(places.Key, isHeadMissing, known, rows);
                for (int i = 0; i < block.Length; i++)
                    Rank(ranks, block[i], isHeadMissing, rows.Slice(i * scorer.EntityCount, scorer.EntityCount));
            }
        }
    }

    private void Rank(LinkRanks ranks, int place, bool isHeadMissing, Span<float> scores)
    {
        (int relation, _, int known, int answer) = Question(ranks.Triples[place], isHeadMissing);
        int[] answers = _answers[(relation, isHeadMissing, known)];
        bool isNumber = !float.IsNaN(scores[answer]);
        for (int entity = 0; entity < scores.Length; entity++)
            if (float.IsNaN(scores[entity])) scores[entity] = float.NegativeInfinity;
        // Without a score the right entity comes last.
        double rank = isNumber ? FilteredRank.Compute(scores, answer, answers) : scores.Length - answers.Length + 1;
        ranks.Set(place, isHeadMissing, rank, isNumber);
    }

    private static (int Relation, bool IsHeadMissing, int Known, int Answer) Question(Triple triple, bool isHeadMissing) => isHeadMissing
        ? (triple.Relation, true, triple.Tail, triple.Head)
        : (triple.Relation, false, triple.Head, triple.Tail);
}
