namespace Mkr.Model.Metrics;

/// <summary>How well a knowledge-graph embedding ranks the true tails of test triples; see <see cref="FilteredRank"/>.</summary>
/// <param name="Count">The number of ranks, the denominator of the others.</param>
/// <param name="MeanRank">The mean rank.</param>
/// <param name="MeanReciprocalRank">The mean of 1 / rank.</param>
/// <param name="HitsAt1">The share of ranks of at most 1.</param>
/// <param name="HitsAt3">The share of ranks of at most 3.</param>
/// <param name="HitsAt10">The share of ranks of at most 10.</param>
internal sealed record LinkPrediction(
    int Count, double MeanRank, double MeanReciprocalRank, double HitsAt1, double HitsAt3, double HitsAt10)
{
    /// <summary>Summarizes ranks; without any, all means are NaN.</summary>
    /// <param name="ranks">One rank a test triple, of at least 1.</param>
    public static LinkPrediction FromRanks(ReadOnlySpan<double> ranks)
    {
        double sum = 0, reciprocal = 0;
        int hits1 = 0, hits3 = 0, hits10 = 0;
        foreach (double rank in ranks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
            sum += rank;
            reciprocal += 1 / rank;
            if (rank <= 1) hits1++;
            if (rank <= 3) hits3++;
            if (rank <= 10) hits10++;
        }

        double count = ranks.Length;
        return new(ranks.Length, sum / count, reciprocal / count, hits1 / count, hits3 / count, hits10 / count);
    }
}
