using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>Scores a user's items.</summary>
internal delegate void UserScorer(int user, ReadOnlySpan<int> items, Span<float> scores);

/// <summary>Scores pairs user by user, for models that prepare each user first.</summary>
internal static class UserScores
{
    /// <summary>Scores pairs of any order, those of a user together.</summary>
    public static void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores, UserScorer scorer)
    {
        int[] users = new int[pairs.Length], order = new int[pairs.Length], items = new int[pairs.Length];
        for (int i = 0; i < pairs.Length; i++) (users[i], order[i]) = (pairs[i].User, i);
        Array.Sort(users, order);
        for (int i = 0; i < order.Length; i++) items[i] = pairs[order[i]].Item;
        float[] sorted = new float[pairs.Length];
        for (int start = 0, end; start < users.Length; start = end)
        {
            end = start + 1;
            while (end < users.Length && users[end] == users[start]) end++;
            scorer(users[start], items.AsSpan(start..end), sorted.AsSpan(start..end));
        }

        for (int i = 0; i < order.Length; i++) scores[order[i]] = sorted[i];
    }
}
