using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Sampling;

namespace Mkr.Model.Models.Per;

/// <summary>
/// Fits the weights of meta-paths by BPR (Yu et al., WSDM 2014, section 4): the least mean, over pairs of a training positive i and a
/// negative j of its user, of log(1 + exp(-θ · (f_ui - f_uj))), + l2 / 2 |θ|².
/// </summary>
/// <remarks>
/// Features are in standard deviations, and with groups of users there are as many of them for each, times the user's cosine with it. A
/// positive is left out of its own history: f would contain the similarity of an item with itself, for positives alone.
/// </remarks>
internal static class PerTraining
{
    /// <summary>The fitted model, its scores scaled to logits on the validation part.</summary>
    public static ITrainedModel Fit(PerOptions options, ModelData data, SeededRandom random)
    {
        PositiveMatrix history = PositiveMatrix.Of(data);
        MetaPath[] paths = MetaPaths.Find(options.Paths, data.Data);
        double[] cosines = options.Clusters == 1
            ? [.. Enumerable.Repeat(1.0, history.UserCount)]
            : new UserClusters(paths, history).Find(options.Clusters, random.Split("clusters"));
        var negatives = new FreshNegatives(data.Split.Train, history.UserCount);
        (double[] features, int[] users) = Describe(
            new PathFeatures(paths, history, options.Mean), options.NegativesPerPositive, negatives, random.Split("negatives"));
        double[] scales = FindScales(features, paths.Length);
        double[] weights = ConditionalLogit.Fit(
            Personalise(features, users, scales, cosines, options.Clusters), paths.Length * options.Clusters, group: 2, options.L2,
            options.NonNegative);
        for (int i = 0; i < weights.Length; i++) weights[i] *= scales[i % scales.Length];
        return CalibratedModel.Fit(new PerRecommender(paths, history, options.Mean, weights, cosines), data.Split.Validation);
    }

    /// <summary>The features of each pair's positive and negative, end to end, and its user.</summary>
    private static (double[] Features, int[] Users) Describe(
        PathFeatures features, int perPositive, FreshNegatives negatives, SeededRandom random)
    {
        int size = features.Paths.Count, next = 0;
        int[] users = [.. Enumerable.Range(0, features.History.UserCount).SelectMany(user =>
            Enumerable.Repeat(user, perPositive * features.History.ItemsOf(user).Length))];
        double[] values = new double[checked(2 * size * users.Length)];
        for (int user = 0; user < features.History.UserCount; user++)
        {
            features.SetUser(user);
            foreach (int item in features.History.ItemsOf(user))
            {
                for (int k = 0; k < perPositive; k++)
                {
                    features.Describe(item, isOwn: true, values.AsSpan(size * next++, size));
                    features.Describe(negatives.Draw(user, random), isOwn: false, values.AsSpan(size * next++, size));
                }
            }
        }

        return (values, users);
    }

    /// <summary>1 / the standard deviation of each feature; 1 of one that does not vary.</summary>
    private static double[] FindScales(double[] features, int size)
    {
        double[] scales = new double[size];
        for (int p = 0; p < size; p++)
        {
            double sum = 0, squares = 0, count = features.Length / size;
            for (int i = p; i < features.Length; i += size) sum += features[i];
            for (int i = p; i < features.Length; i += size) squares += (features[i] - (sum / count)) * (features[i] - (sum / count));
            scales[p] = squares > 0 ? Math.Sqrt(count / squares) : 1;
        }

        return scales;
    }

    /// <summary>The scaled features of each example, as often as there are groups, times the cosine of its user with the group.</summary>
    private static double[] Personalise(double[] features, int[] users, double[] scales, double[] cosines, int clusters)
    {
        int size = scales.Length;
        double[] all = new double[checked(features.Length * clusters)];
        for (int example = 0; example < features.Length / size; example++)
        {
            for (int k = 0; k < clusters; k++)
            {
                double cosine = cosines[(users[example / 2] * clusters) + k];
                for (int p = 0; p < size; p++)
                    all[(((example * clusters) + k) * size) + p] = cosine * scales[p] * features[(example * size) + p];
            }
        }

        return all;
    }
}
