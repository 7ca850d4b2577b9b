using Mkr.Model.Data;

namespace Mkr.Model.Models.Per;

/// <summary>The features f of a user and items, a path each. It has state: one a thread.</summary>
/// <param name="paths">The paths.</param>
/// <param name="history">The training positives.</param>
/// <param name="isMean">Whether a feature is divided by the number of items that it is summed over.</param>
internal sealed class PathFeatures(IReadOnlyList<MetaPath> paths, PositiveMatrix history, bool isMean)
{
    private readonly double[][] _counts = [.. paths.Select(path => new double[path.CountLength])];
    private int _user = -1;

    /// <summary>The paths.</summary>
    public IReadOnlyList<MetaPath> Paths => paths;

    /// <summary>The training positives.</summary>
    public PositiveMatrix History => history;

    /// <summary>Makes a user the one whose features are described.</summary>
    public void SetUser(int user)
    {
        if (user == _user) return;
        if (_user >= 0) Count(_user, -1);
        Count(user, 1);
        _user = user;
    }

    /// <summary>The features of the present user and an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isOwn">Whether it is a training positive of the user, which is to be left out of his history.</param>
    /// <param name="features">Receives a number a path.</param>
    public void Describe(int item, bool isOwn, Span<double> features)
    {
        int own = isOwn ? 1 : 0, items = history.ItemsOf(_user).Length - own;
        for (int p = 0; p < paths.Count; p++)
        {
            double sum = paths[p].Sum(item, _counts[p]) - (paths[p].Has(item) ? own : 0);
            features[p] = isMean && items > 0 ? sum / items : sum;
        }
    }

    private void Count(int user, double weight)
    {
        foreach (int item in history.ItemsOf(user))
            for (int p = 0; p < paths.Count; p++) paths[p].Count(item, weight, _counts[p]);
    }
}
