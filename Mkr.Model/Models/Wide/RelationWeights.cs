using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Sampling;

namespace Mkr.Model.Models.Wide;

/// <summary>
/// How much each relation says of users' tastes: weights by which labels are smooth over the graph. A pair's label is predicted from those
/// of the items that the user's history shares attributes with, the item itself left out:
/// <code>
/// P(u likes i) = sigmoid(b + c log(1 + n_i) + sum over relations r of g_r o_r(u, i))
/// o_r(u, i)    = (1 / sqrt(c_u + 1)) sum over the history's j and the attributes k of relation r of w_ik w_jk
/// </code>
/// fitted on training positives and as many drawn negatives; g_r below a twentieth of the largest is raised to that, and the mean over the
/// attributes is 1. This is label smoothness (H. Wang et al., KGNN-LS, KDD 2019, equation 8) over one step of the graph, with weights that
/// all users have in common.
/// </summary>
internal static class RelationWeights
{
    private const int MostPositives = 20_000;
    private const double Least = 0.05;
    private const double Ridge = 1e-4;
    private const ulong Seed = 2019;

    /// <summary>Fits g.</summary>
    /// <param name="data">Has the training part.</param>
    /// <param name="attributes">w: the attributes of each item.</param>
    /// <param name="relations">The relation of each attribute.</param>
    /// <param name="relationCount">How many there are.</param>
    public static double[] Fit(ModelData data, WeightedRows attributes, int[] relations, int relationCount)
    {
        PositiveMatrix history = PositiveMatrix.Of(data);
        Interaction[] pairs = Examples(data);
        int size = relationCount + 1;
        double[] features = new double[pairs.Length * size], profile = new double[relations.Length];
        int user = -1;
        for (int i = 0; i < pairs.Length; i++)
        {
            Interaction pair = pairs[i];
            if (pair.User != user)
            {
                user = pair.User;
                Array.Clear(profile);
                foreach (int item in history.ItemsOf(user)) attributes.AddRow(item, 1, profile);
            }

            Describe(pair, history, attributes, relations, profile, features.AsSpan(i * size, size));
        }

        bool[] labels = [.. pairs.Select(pair => pair.IsPositive)];
        if (labels.Distinct().Count() < 2) return [.. Enumerable.Repeat(1.0, relationCount)];
        double[] weights = LogisticRegression.Fit(features, labels, Ridge)[2..];
        double least = Math.Max(weights.Max(), 0) * Least;
        if (least == 0) return [.. Enumerable.Repeat(1.0, relationCount)];
        weights = [.. weights.Select(weight => Math.Max(weight, least))];
        double mean = relations.Average(relation => weights[relation]);
        return [.. weights.Select(weight => weight / mean)];
    }

    /// <summary>Positives and a drawn negative for each, by user.</summary>
    private static Interaction[] Examples(ModelData data)
    {
        var random = new SeededRandom(Seed);
        var negatives = new FreshNegatives(data.Split.Train, data.Data.Users.Count);
        Interaction[] positives = [.. data.Split.Train.Where(x => x.IsPositive)];
        random.Shuffle(positives.AsSpan());
        return
        [
            .. positives.Take(MostPositives).OrderBy(x => x.User)
                .SelectMany(x => new[] { x, new Interaction(x.User, negatives.Draw(x.User, random), IsPositive: false) }),
        ];
    }

    private static void Describe(
        Interaction pair, PositiveMatrix history, WeightedRows attributes, int[] relations, double[] profile, Span<double> features)
    {
        int own = pair.IsPositive ? 1 : 0;
        double root = Math.Sqrt(history.ItemsOf(pair.User).Length - own + 1);
        features[0] = Math.Log(1 + history.UsersOf(pair.Item).Length - own);
        ReadOnlySpan<int> columns = attributes.Columns(pair.Item);
        ReadOnlySpan<double> weights = attributes.Weights(pair.Item);
        for (int i = 0; i < columns.Length; i++)
            features[1 + relations[columns[i]]] += weights[i] * (profile[columns[i]] - (own * weights[i])) / root;
    }
}
