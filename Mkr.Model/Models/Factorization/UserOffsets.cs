using System.Numerics.Tensors;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Factorization;

/// <summary>
/// What makes a ranking model's scores log-odds: o_u = log(mean over j of exp(s_uj)), j the items that u's negatives are drawn from;
/// s_ui - o_u is then the logit of "i is a positive and not a negative", the two being equally frequent.
/// </summary>
/// <remarks>
/// Let p(i|u) be how u's positives are distributed and q how the negatives are. log(1 + exp(-(s_ui - s_uj))), averaged over both, is least
/// where s_ui = log(p(i|u) / q(i)) + o_u with any o_u: differences within a user say nothing of it, so that scores of two users can't be
/// compared. As p(.|u) sums to 1, the mean of exp(s_uj - o_u) under q is 1, which gives o_u. No label is looked at but the training
/// positives, and no user's ranking changes.
/// </remarks>
internal static class UserOffsets
{
    /// <summary>o_u of each user; 0 of a user to whom no item is left.</summary>
    /// <param name="scores">The model's scores.</param>
    /// <param name="history">The training positives: the items j are those in it, without the user's own.</param>
    public static float[] Compute(IRecommender scores, UserItems history)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(history);
        bool[] isCandidate = new bool[scores.ItemCount];
        for (int user = 0; user < history.UserCount; user++)
        {
            foreach (int item in history[user])
                isCandidate[item] = true;
        }

        int[] others = [.. Enumerable.Range(0, isCandidate.Length).Where(item => !isCandidate[item])];
        float[] offsets = new float[scores.UserCount], row = new float[isCandidate.Length];
        for (int user = 0; user < offsets.Length; user++)
        {
            int count = row.Length - others.Length - history[user].Length;
            if (count == 0) continue;
            scores.ScoreAllItems([user], row);
            Exclude(others, row);
            Exclude(history[user], row);
            offsets[user] = LogSumOfExponentials(row) - MathF.Log(count);
        }

        return offsets;
    }

    private static void Exclude(ReadOnlySpan<int> items, Span<float> row)
    {
        foreach (int item in items)
            row[item] = float.NegativeInfinity;
    }

    /// <summary>log(sum of exp(x)), with the largest x taken out of the sum so that nothing overflows. Overwrites x.</summary>
    private static float LogSumOfExponentials(Span<float> x)
    {
        float largest = TensorPrimitives.Max<float>(x);
        TensorPrimitives.Subtract(x, largest, x);
        TensorPrimitives.Exp<float>(x, x);
        return largest + MathF.Log(TensorPrimitives.Sum<float>(x));
    }
}
