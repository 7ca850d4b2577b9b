using System.Numerics.Tensors;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Per;

/// <summary>
/// Groups of users (Yu et al., WSDM 2014, section 5): a user's vector is his features of all items, path after path, sums over his history;
/// a group's centre is the mean of its users'; a user counts for each group by the cosine with its centre.
/// </summary>
/// <remarks>
/// Features are linear in the history and similarities symmetric. So a centre is what the histories of its users together spread to, and
/// the inner product of a user and a centre is the sum, over his history, of what the centre spreads to: no user's vector is kept.
/// </remarks>
/// <param name="paths">The paths.</param>
/// <param name="history">The training positives.</param>
internal sealed class UserClusters(IReadOnlyList<MetaPath> paths, PositiveMatrix history)
{
    private const int MostRounds = 20;

    private readonly int _items = history.ItemCount;
    private double[]? _lengths;

    /// <summary>
    /// K-means by cosines, from users drawn at random; gives the cosine of each user with each centre [users x clusters].
    /// </summary>
    public double[] Find(int clusters, SeededRandom random)
    {
        int users = history.UserCount;
        int[] live = [.. Enumerable.Range(0, users).Where(user => !history.ItemsOf(user).IsEmpty)];
        random.Shuffle(live.AsSpan());
        double[][] centres = [.. Enumerable.Range(0, clusters).Select(k => Centre(k < live.Length ? [live[k]] : []))];
        int[] cluster = [];
        double[] cosines = [];
        for (int round = 0; round < MostRounds; round++)
        {
            cosines = Cosines(centres);
            int[] next = [.. Enumerable.Range(0, users).Select(user =>
                TensorPrimitives.IndexOfMax<double>(cosines.AsSpan(user * clusters, clusters)))];
            if (next.AsSpan().SequenceEqual(cluster)) break;
            cluster = next;
            centres = Centres(cluster, clusters);
        }

        return cosines;
    }

    /// <summary>The mean vector of each group's users, given each user's group.</summary>
    public double[][] Centres(int[] cluster, int clusters) =>
    [
        .. Enumerable.Range(0, clusters).Select(k => Centre([.. Enumerable.Range(0, cluster.Length).Where(user => cluster[user] == k)])),
    ];

    /// <summary>The cosine of each user with each centre [users x clusters]; 0 where one of them is 0.</summary>
    public double[] Cosines(double[][] centres)
    {
        _lengths ??= [.. Enumerable.Range(0, history.UserCount).Select(user => TensorPrimitives.Norm<double>(Centre([user])))];
        double[] cosines = new double[history.UserCount * centres.Length], products = new double[_items], sums = new double[_items];
        for (int k = 0; k < centres.Length; k++)
        {
            Array.Clear(products);
            for (int p = 0; p < paths.Count; p++)
            {
                paths[p].Spread(centres[k].AsSpan(p * _items, _items), sums);
                TensorPrimitives.Add(products, sums, products);
            }

            double length = TensorPrimitives.Norm<double>(centres[k]);
            for (int user = 0; user < history.UserCount; user++)
            {
                double product = 0;
                foreach (int item in history.ItemsOf(user)) product += products[item];
                double lengths = length * _lengths[user];
                cosines[(user * centres.Length) + k] = lengths > 0 ? product / lengths : 0;
            }
        }

        return cosines;
    }

    private double[] Centre(ReadOnlySpan<int> users)
    {
        double[] weights = new double[_items], centre = new double[paths.Count * _items];
        foreach (int user in users)
            foreach (int item in history.ItemsOf(user)) weights[item] += 1.0 / users.Length;
        for (int p = 0; p < paths.Count; p++) paths[p].Spread(weights, centre.AsSpan(p * _items, _items));
        return centre;
    }
}
