using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Mkr.Model.Data;

namespace Mkr.Model.Models.FoldIns;

/// <summary>
/// The vector of a user whom a model of inner products was not trained on, in closed form: of all vectors the one that is most probable
/// after what the model has learnt of its users and what items are scored by those who like them.
/// <code>
/// u = m + L w,   w = argmin over w of |t - V (m + L w)|² + s² |w|²  =  (s² I + (V L)T V L)^-1 (V L)T (t - V m)
/// </code>
/// with V the vectors of the history's items, m and L LT the mean and the covariance of the users' vectors, t_i the mean score of item i
/// over the users who have it in training, and s² the mean square of what those scores differ from it by. There is nothing to choose.
/// </summary>
/// <remarks>
/// It is the ridge regression in which a user like all others costs nothing: the posterior mean under the prior N(m, L LT) of a score
/// with noise s². t of an item of few users is drawn to the mean of all, as by one more user.
/// </remarks>
internal sealed class RidgeFoldIn
{
    private readonly int _dim;
    private readonly VectorScorer _scorer;
    private readonly Vector<double> _mean;
    private readonly Matrix<double> _spread;
    private readonly double[] _targets;
    private readonly double _noise;

    // V L and t - V m of all items.
    private readonly float[] _whitened;
    private readonly double[] _residuals;

    /// <summary>Prepares the regression.</summary>
    /// <param name="scorer">Scores by the vectors.</param>
    /// <param name="dim">The length of a vector.</param>
    /// <param name="users">The users' vectors, a row each.</param>
    /// <param name="items">The items' vectors, a row each.</param>
    /// <param name="training">The training positives.</param>
    public RidgeFoldIn(VectorScorer scorer, int dim, float[] users, float[] items, PositiveMatrix training)
    {
        (_scorer, _dim) = (scorer, dim);
        (_mean, _spread) = Users(users, dim, training);
        (_targets, _noise) = Targets(users, items, dim, training);
        _whitened = new float[items.Length];
        _residuals = new double[items.Length / dim];
        for (int item = 0; item < _residuals.Length; item++)
        {
            Vector<double> vector = ToVector(items.AsSpan(item * dim, dim)), row = _spread.LeftMultiply(vector);
            for (int j = 0; j < dim; j++) _whitened[(item * dim) + j] = (float)row[j];
            _residuals[item] = _targets[item] - vector.DotProduct(_mean);
        }
    }

    /// <inheritdoc cref="HistoryScorer"/>
    public bool TryScore(ReadOnlySpan<int> history, Span<float> scores)
    {
        double[] normal = new double[_dim * _dim], right = new double[_dim];
        foreach (int item in history)
        {
            ReadOnlySpan<float> row = _whitened.AsSpan(item * _dim, _dim);
            for (int j = 0; j < _dim; j++)
            {
                right[j] += row[j] * _residuals[item];
                for (int k = 0; k < _dim; k++) normal[(j * _dim) + k] += (double)row[j] * row[k];
            }
        }

        for (int j = 0; j < _dim; j++) normal[j * (_dim + 1)] += _noise;
        Vector<double> w = Matrix<double>.Build.Dense(_dim, _dim, normal).Cholesky().Solve(Vector<double>.Build.Dense(right));
        _scorer.ScoreAllItems([.. (_mean + (_spread * w)).Select(x => (float)x)], scores);
        return true;
    }

    /// <summary>m and L, by the eigenvectors of the covariance: it may be singular.</summary>
    private static (Vector<double> Mean, Matrix<double> Spread) Users(float[] users, int dim, PositiveMatrix training)
    {
        int[] known = [.. Enumerable.Range(0, training.UserCount).Where(user => !training.ItemsOf(user).IsEmpty)];
        double[] mean = new double[dim], covariance = new double[dim * dim];
        foreach (int user in known)
            for (int j = 0; j < dim; j++) mean[j] += (double)users[(user * dim) + j] / known.Length;
        double[] difference = new double[dim];
        foreach (int user in known)
        {
            for (int j = 0; j < dim; j++) difference[j] = users[(user * dim) + j] - mean[j];
            for (int j = 0; j < dim; j++)
            {
                Span<double> row = covariance.AsSpan(j * dim, dim);
                TensorPrimitives.MultiplyAdd(difference, difference[j] / known.Length, row, row);
            }
        }

        Evd<double> evd = Matrix<double>.Build.Dense(dim, dim, covariance).Evd(Symmetricity.Symmetric);
        Vector<double> roots = evd.EigenValues.Map(value => Math.Sqrt(Math.Max(value.Real, 0)));
        return (Vector<double>.Build.Dense(mean), evd.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(roots));
    }

    /// <summary>t and s².</summary>
    private static (double[] Targets, double Noise) Targets(float[] users, float[] items, int dim, PositiveMatrix training)
    {
        double[] sums = new double[training.ItemCount], squares = new double[training.ItemCount];
        long count = 0;
        for (int user = 0; user < training.UserCount; user++)
        {
            foreach (int item in training.ItemsOf(user))
            {
                double score = TensorPrimitives.Dot(users.AsSpan(user * dim, dim), items.AsSpan(item * dim, dim));
                sums[item] += score;
                squares[item] += score * score;
                count++;
            }
        }

        double mean = sums.Sum() / count, noise = 0;
        for (int item = 0; item < sums.Length; item++)
        {
            double own = (sums[item] + mean) / (training.UsersOf(item).Length + 1);
            noise += squares[item] - (2 * own * sums[item]) + (own * own * training.UsersOf(item).Length);
            sums[item] = own;
        }

        return (sums, Math.Max(noise / count, 1e-9));
    }

    private static Vector<double> ToVector(ReadOnlySpan<float> values)
    {
        double[] all = new double[values.Length];
        TensorPrimitives.ConvertTruncating<float, double>(values, all);
        return Vector<double>.Build.Dense(all);
    }
}
