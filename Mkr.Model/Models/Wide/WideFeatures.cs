using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Neighbours;

namespace Mkr.Model.Models.Wide;

/// <summary>What closed forms and counts know of a pair of a user and an item.</summary>
/// <remarks>
/// With c the size of the user's history and n_i an item's training positives: log(1 + n_i); log(1 + 10 x / √(c + 1)) of the item-kNN
/// score and of the overlap of attributes, log(1 + 10 x) of the EASE score, x not below 0; log(1 + c); the mean of log(1 + n_j) over the
/// history. A pair that was in training is described as if it had not been: the item is left out of the history and of its own count.
/// </remarks>
internal sealed class WideFeatures
{
    private readonly PositiveMatrix _positives;
    private readonly double[] _logCounts;
    private readonly double[] _logCountsWithoutOne;
    private readonly ItemKnn _itemKnn;
    private readonly Ease _ease;
    private readonly GraphAttributes? _attributes;

    /// <summary>Makes the parts from the training part.</summary>
    public WideFeatures(ModelData data, GraphAttributes? attributes, ItemKnnOptions itemKnn, EaseOptions ease, int threads)
        : this(data, attributes, x => new ItemKnn(x, itemKnn, threads), x => new Ease(x, ease, threads))
    {
    }

    /// <summary>Parts whose state is yet to be filled.</summary>
    public WideFeatures(ModelData data, GraphAttributes? attributes)
        : this(data, attributes, x => new ItemKnn(x), x => new Ease(x))
    {
    }

    private WideFeatures(
        ModelData data, GraphAttributes? attributes, Func<PositiveMatrix, ItemKnn> itemKnn, Func<PositiveMatrix, Ease> ease)
    {
        _positives = PositiveMatrix.Of(data);
        _logCounts = [.. Enumerable.Range(0, ItemCount).Select(item => Math.Log(1 + _positives.UsersOf(item).Length))];
        _logCountsWithoutOne = [.. Enumerable.Range(0, ItemCount).Select(item => Math.Log(Math.Max(1, _positives.UsersOf(item).Length)))];
        // First what may refuse the size of the data.
        _ease = ease(_positives);
        _itemKnn = itemKnn(_positives);
        _attributes = attributes;
        Names = _attributes is null ? BaseNames : [.. BaseNames, "attribute overlap"];
    }

    private static string[] BaseNames { get; } = ["log popularity", "item-kNN", "EASE", "history size", "history popularity"];

    public int UserCount => _positives.UserCount;

    public int ItemCount => _positives.ItemCount;

    /// <summary>The names of the features in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Shows the parts that were fitted.</summary>
    public void Visit(StateVisitor visitor)
    {
        _itemKnn.Visit(visitor);
        _ease.Visit(visitor);
    }

    /// <summary>A user's training positives.</summary>
    public ReadOnlySpan<int> HistoryOf(int user) => _positives.ItemsOf(user);

    /// <summary>Describes pairs one by one.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="visit">Receives the number of each and its features.</param>
    public void Describe(ReadOnlySpan<Interaction> pairs, Action<int, double[]> visit)
    {
        double[] values = new double[Names.Count], profile = new double[_attributes?.Count ?? 0];
        HistorySize whole = default;
        for (int i = 0, known = -1; i < pairs.Length; i++)
        {
            (int user, int item, _) = pairs[i];
            ReadOnlySpan<int> history = HistoryOf(user);
            if (user != known) whole = Begin(history, profile);
            known = user;
            double overlap = _attributes?.Overlap(item, profile) ?? 0;
            bool isOwn = history.BinarySearch(item) >= 0;
            Fill(item, isOwn, whole, _itemKnn.Score(user, item), _ease.Score(user, item), overlap, values, 1);
            visit(i, values);
        }
    }

    /// <summary>Describes a pair.</summary>
    public double[] DescribePair(int user, int item)
    {
        double[] features = [];
        Describe([new Interaction(user, item, IsPositive: false)], (_, values) => features = values);
        return features;
    }

    /// <summary>
    /// What the features add to a linear form. Those that are sums over the history are divided over it, in proportion to what is summed;
    /// the others stand against their means. What the form takes off for the means of the first is one term with its constant.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="item">The item.</param>
    /// <param name="history">The history; the item itself is left out of it.</param>
    /// <param name="features">The pair's features.</param>
    /// <param name="form">The form, whose first slopes are the features'.</param>
    public ContributionList Explain(int user, int item, ReadOnlySpan<int> history, double[] features, LinearForm form)
    {
        var parts = new ContributionList();
        double constant = form.Constant;
        AddAgainstMean(Terms.Popularity, 0);
        AddDivided(1, _itemKnn.Explain(user, item, history));
        AddDivided(2, _ease.Explain(user, item, history));
        AddAgainstMean("length of the history", 3);
        AddAgainstMean("popularity of the history", 4);
        if (_attributes is not null)
        {
            var shared = new ContributionList();
            foreach (int other in history)
                if (other != item) _attributes.AddShared(other, item, shared);
            AddDivided(5, shared);
        }

        parts.Add(Terms.AveragePair, constant);
        return parts;

        void AddAgainstMean(string term, int feature) =>
            parts.Add(term, form.Slopes[feature] * (features[feature] - form.Means[feature]));

        void AddDivided(int feature, IReadOnlyList<Contribution> summed)
        {
            if (features[feature] > 0) parts.AddDivided(summed, form.Slopes[feature] * features[feature]);
            constant -= form.Slopes[feature] * form.Means[feature];
        }
    }

    /// <summary>
    /// Describes all items to somebody who has a history, to the bit as
    /// <see cref="Describe"/> does one by one.
    /// </summary>
    /// <param name="history">The items that he likes, ascending.</param>
    /// <param name="more">The columns that are left free behind the features.</param>
    public FeatureColumns DescribeAll(ReadOnlySpan<int> history, int more = 0)
    {
        var columns = new FeatureColumns(Names.Count + more, ItemCount);
        using var profile = new FeatureColumns(1, _attributes?.Count ?? 0);
        using var raw = new FeatureColumns(3, ItemCount);
        Span<double> neighbours = raw[0], ease = raw[1], overlaps = raw[2];
        HistorySize whole = Begin(history, profile[0]);
        neighbours.Clear();
        _itemKnn.AddScores(history, neighbours);
        _ease.ScoreHistory(history, ease);
        _attributes?.OverlapAll(profile[0], overlaps);
        for (int item = 0, next = 0; item < ItemCount; item++)
        {
            bool isOwn = next < history.Length && history[next] == item;
            if (isOwn) next++;
            Fill(item, isOwn, whole, neighbours[item], ease[item], overlaps[item], columns.From(item), columns.Stride);
        }

        return columns;
    }

    /// <summary>Adds up the attributes and the counts of a history.</summary>
    private HistorySize Begin(ReadOnlySpan<int> history, Span<double> profile)
    {
        double logCounts = 0;
        foreach (int item in history) logCounts += _logCounts[item];
        _attributes?.Describe(history, profile);
        return new HistorySize(history.Length, logCounts);
    }

    private void Fill(
        int item, bool isOwn, in HistorySize whole, double neighbours, double ease, double overlap, Span<double> values, int stride)
    {
        HistorySize size = isOwn ? whole.Without(_logCounts[item]) : whole;
        values[0] = (isOwn ? _logCountsWithoutOne : _logCounts)[item];
        values[stride] = Squash(neighbours / size.Root);
        values[2 * stride] = Squash(ease);
        values[3 * stride] = size.LogCount;
        values[4 * stride] = size.MeanLogPopularity;
        if (_attributes is not null) values[5 * stride] = Squash((overlap - (isOwn ? _attributes.Own(item) : 0)) / size.Root);
    }

    private static double Squash(double x) => x > 0 ? Math.Log(1 + (10 * x)) : 0;

    /// <summary>How large a history is, in the forms that features need.</summary>
    private readonly struct HistorySize(int count, double logPopularities)
    {
        public double Root { get; } = Math.Sqrt(count + 1);

        public double LogCount { get; } = Math.Log(1 + count);

        public double MeanLogPopularity { get; } = count == 0 ? 0 : logPopularities / count;

        public HistorySize Without(double logPopularity) => new(count - 1, logPopularities - logPopularity);
    }
}
