using System.Numerics.Tensors;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.Per;

/// <summary>
/// Groups of users (Yu et al., WSDM 2014, section 5): a user's vector is his features of all items, path after path; a group's centre is
/// the mean of its users'; a user counts for each group by the cosine with its centre.
/// </summary>
internal static class UserClusters
{
    private const int MostRounds = 20;

    /// <summary>K-means by cosines, from users drawn at random; gives the cosine of each user with each centre [users x clusters].</summary>
    public static double[] Find(PathFeatures features, int clusters, SeededRandom random)
    {
        int users = features.History.UserCount;
        int[] live = [.. Enumerable.Range(0, users).Where(user => !features.History.ItemsOf(user).IsEmpty)];
        random.Shuffle(live.AsSpan());
        double[][] centres = [.. Enumerable.Range(0, clusters).Select(_ => new double[Length(features)])];
        for (int k = 0; k < clusters && k < live.Length; k++) Describe(features, live[k], centres[k]);
        int[] cluster = new int[users];
        double[] cosines = [];
        for (int round = 0; round < MostRounds; round++)
        {
            cosines = Cosines(features, centres);
            int[] next = [.. Enumerable.Range(0, users).Select(user => Largest(cosines.AsSpan(user * clusters, clusters)))];
            if (next.AsSpan().SequenceEqual(cluster)) break;
            cluster = next;
            centres = Centres(features, cluster, clusters);
        }

        return cosines;
    }

    /// <summary>The mean vector of each group's users.</summary>
    public static double[][] Centres(PathFeatures features, ReadOnlySpan<int> cluster, int clusters)
    {
        double[][] centres = [.. Enumerable.Range(0, clusters).Select(_ => new double[Length(features)])];
        int[] sizes = new int[clusters];
        double[] vector = new double[Length(features)];
        for (int user = 0; user < cluster.Length; user++)
        {
            Describe(features, user, vector);
            TensorPrimitives.Add(centres[cluster[user]], vector, centres[cluster[user]]);
            sizes[cluster[user]]++;
        }

        for (int k = 0; k < clusters; k++) TensorPrimitives.Divide(centres[k], Math.Max(1, sizes[k]), centres[k]);
        return centres;
    }

    /// <summary>The cosine of each user with each centre [users x clusters]; 0 where one of them is 0.</summary>
    public static double[] Cosines(PathFeatures features, double[][] centres)
    {
        double[] cosines = new double[features.History.UserCount * centres.Length], vector = new double[Length(features)];
        double[] lengths = [.. centres.Select(centre => TensorPrimitives.Norm<double>(centre))];
        for (int user = 0; user < features.History.UserCount; user++)
        {
            Describe(features, user, vector);
            double length = TensorPrimitives.Norm<double>(vector);
            for (int k = 0; k < centres.Length; k++)
            {
                double product = length * lengths[k];
                cosines[(user * centres.Length) + k] = product > 0 ? TensorPrimitives.Dot<double>(vector, centres[k]) / product : 0;
            }
        }

        return cosines;
    }

    private static int Length(PathFeatures features) => features.Paths.Count * features.History.ItemCount;

    private static void Describe(PathFeatures features, int user, Span<double> vector)
    {
        int items = features.History.ItemCount;
        Span<double> values = stackalloc double[features.Paths.Count];
        features.SetUser(user);
        for (int item = 0; item < items; item++)
        {
            features.Describe(item, isOwn: false, values);
            for (int p = 0; p < values.Length; p++) vector[(p * items) + item] = values[p];
        }
    }

    private static int Largest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int k = 1; k < values.Length; k++)
            if (values[k] > values[largest]) largest = k;
        return largest;
    }
}
