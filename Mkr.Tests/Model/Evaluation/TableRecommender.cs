using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;

namespace Mkr.Tests.Model.Evaluation;

/// <summary>A recommender that looks its scores up in a table, a row a user.</summary>
internal sealed class TableRecommender(float[,] table) : IRecommender
{
    public string Name => "Table";

    public int UserCount => table.GetLength(0);

    public int ItemCount => table.GetLength(1);

    public static TableRecommender Random(int users, int items, int distinctScores, SeededRandom random)
    {
        float[,] table = new float[users, items];
        for (int user = 0; user < users; user++)
            for (int item = 0; item < items; item++)
                table[user, item] = random.NextInt32(distinctScores) - (distinctScores / 2f);
        return new(table);
    }

    public float Score(int user, int item) => table[user, item];

    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = table[pairs[i].User, pairs[i].Item];
    }

    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++)
            for (int item = 0; item < ItemCount; item++)
                scores[(i * ItemCount) + item] = table[users[i], item];
    }
}
