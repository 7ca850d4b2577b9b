using System.Numerics;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.Per;

/// <summary>
/// The training positives i, each with negatives j of its user that are drawn anew in each pass: f_ui - f_uj, each feature in standard
/// deviations, times the user's cosine with each group. A positive is left out of its own history: it would give itself away.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PerPairs<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PathFeatures _features;
    private readonly double[] _cosines;
    private readonly int _clusters;
    private readonly int _perPositive;
    private readonly FreshNegatives _negatives;
    private readonly SeededRandom _random;
    private readonly BatchInput<T> _input;

    // The features of the positives, and the differences with their negatives, user after user.
    private readonly double[] _positives;
    private readonly double[] _differences;
    private readonly int[] _order;
    private readonly int[] _users;

    /// <summary>A source.</summary>
    /// <param name="features">The features.</param>
    /// <param name="cosines">The cosines of users and groups [users x clusters].</param>
    /// <param name="perPositive">How many negatives a positive gets in each pass.</param>
    /// <param name="negatives">Draws them.</param>
    /// <param name="random">The source of the draws.</param>
    /// <param name="input">Receives the differences.</param>
    public PerPairs(
        PathFeatures features, double[] cosines, int perPositive, FreshNegatives negatives, SeededRandom random, BatchInput<T> input)
    {
        (_features, _cosines, _perPositive, _negatives, _random, _input) = (features, cosines, perPositive, negatives, random, input);
        int users = features.History.UserCount, paths = features.Paths.Count;
        _clusters = cosines.Length / users;
        _users = [.. Enumerable.Range(0, users).SelectMany(user => Enumerable.Repeat(user, features.History.ItemsOf(user).Length))];
        _positives = new double[checked(_users.Length * paths)];
        _differences = new double[checked(_positives.Length * perPositive)];
        _order = [.. Enumerable.Range(0, Count)];
        DescribePositives();
        Draw();
        Scales = FindScales();
    }

    /// <inheritdoc/>
    public int Count => _users.Length * _perPositive;

    /// <summary>1 / the standard deviation of each feature over the positives and a draw of negatives; 1 of one that does not vary.</summary>
    public double[] Scales { get; }

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random)
    {
        Draw();
        random.Shuffle(_order.AsSpan());
    }

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        int paths = _features.Paths.Count, width = paths * _clusters;
        for (int i = 0; i < count; i++)
        {
            int pair = _order[start + i], user = _users[pair / _perPositive];
            for (int k = 0; k < _clusters; k++)
            {
                double cosine = _cosines[(user * _clusters) + k];
                for (int p = 0; p < paths; p++)
                    _input.Values[(i * width) + (k * paths) + p] = T.CreateTruncating(cosine * Scales[p] * _differences[(pair * paths) + p]);
            }
        }
    }

    /// <summary>Batches are large.</summary>
    public void Prefetch(int start, int count)
    {
    }

    private void DescribePositives()
    {
        int paths = _features.Paths.Count, next = 0;
        for (int user = 0; user < _features.History.UserCount; user++)
        {
            _features.SetUser(user);
            foreach (int item in _features.History.ItemsOf(user)) _features.Describe(item, isOwn: true, _positives.AsSpan(paths * next++, paths));
        }
    }

    private void Draw()
    {
        int paths = _features.Paths.Count;
        for (int pair = 0; pair < _order.Length; pair++)
        {
            int positive = pair / _perPositive, user = _users[positive];
            _features.SetUser(user);
            Span<double> difference = _differences.AsSpan(pair * paths, paths);
            _features.Describe(_negatives.Draw(user, _random), isOwn: false, difference);
            for (int p = 0; p < paths; p++) difference[p] = _positives[(positive * paths) + p] - difference[p];
        }
    }

    private double[] FindScales()
    {
        int paths = _features.Paths.Count;
        double[] scales = new double[paths];
        for (int p = 0; p < paths; p++)
        {
            IEnumerable<double> positives = Enumerable.Range(0, _users.Length).Select(i => _positives[(i * paths) + p]);
            IEnumerable<double> negatives = Enumerable.Range(0, _order.Length)
                .Select(pair => _positives[(pair / _perPositive * paths) + p] - _differences[(pair * paths) + p]);
            double[] values = [.. positives, .. negatives];
            double mean = values.DefaultIfEmpty().Average();
            double deviation = Math.Sqrt(values.Select(x => (x - mean) * (x - mean)).DefaultIfEmpty().Average());
            scales[p] = deviation > 0 ? 1 / deviation : 1;
        }

        return scales;
    }
}
