using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Models.States;

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
        _itemKnn = itemKnn(_positives);
        _ease = ease(_positives);
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

    /// <summary>Describes pairs one by one.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="visit">Receives the number of each and its features.</param>
    public void Describe(ReadOnlySpan<Interaction> pairs, Action<int, double[]> visit)
    {
        var row = new Row(this);
        for (int i = 0; i < pairs.Length; i++)
        {
            (int user, int item, _) = pairs[i];
            row.StartUser(user);
            double overlap = _attributes?.Overlap(item, row.Profile) ?? 0;
            visit(i, row.Fill(item, _itemKnn.Score(user, item), _ease.Score(user, item), overlap));
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

    /// <summary>Describes all pairs of a user.</summary>
    public void DescribeAll(int user, Action<int, double[]> visit)
    {
        var row = new Row(this);
        row.StartUser(user);
        double[] neighbours = new double[ItemCount], overlaps = new double[ItemCount];
        float[] ease = new float[ItemCount];
        _itemKnn.AddScores(user, neighbours);
        _ease.ScoreAllItems(user, ease);
        _attributes?.OverlapAll(row.Profile, overlaps);
        for (int item = 0; item < ItemCount; item++) visit(item, row.Fill(item, neighbours[item], ease[item], overlaps[item]));
    }

    /// <summary>The features of a pair, and what its user contributes to them.</summary>
    private sealed class Row(WideFeatures owner)
    {
        private readonly double[] _values = new double[owner.Names.Count];
        private readonly double[] _profile = new double[owner._attributes?.Count ?? 0];
        private int _user = -1;
        private double _historyLogCounts;

        public ReadOnlySpan<double> Profile => _profile;

        public void StartUser(int user)
        {
            if (user == _user) return;
            _user = user;
            ReadOnlySpan<int> history = owner._positives.ItemsOf(user);
            _historyLogCounts = 0;
            foreach (int item in history) _historyLogCounts += owner._logCounts[item];
            owner._attributes?.Describe(history, _profile);
        }

        public double[] Fill(int item, double neighbours, double ease, double overlap)
        {
            ReadOnlySpan<int> history = owner._positives.ItemsOf(_user);
            bool isOwn = history.BinarySearch(item) >= 0;
            int size = history.Length - (isOwn ? 1 : 0);
            double logCounts = _historyLogCounts - (isOwn ? owner._logCounts[item] : 0), root = Math.Sqrt(size + 1);
            _values[0] = isOwn ? owner._logCountsWithoutOne[item] : owner._logCounts[item];
            _values[1] = Squash(neighbours / root);
            _values[2] = Squash(ease);
            _values[3] = Math.Log(1 + size);
            _values[4] = size == 0 ? 0 : logCounts / size;
            if (owner._attributes is not null) _values[5] = Squash((overlap - (isOwn ? owner._attributes.Own(item) : 0)) / root);
            return _values;
        }

        private static double Squash(double x) => x > 0 ? Math.Log(1 + (10 * x)) : 0;
    }
}
