namespace Mkr.Model.Serving;

/// <summary>The items that may be recommended, as <see cref="RecommendOptions"/> say.</summary>
internal sealed class ItemFilter
{
    private readonly bool[] _isCandidate;

    private ItemFilter(bool[] isCandidate) => _isCandidate = isCandidate;

    /// <summary>Looks the ids and categories up; null where every item may be recommended.</summary>
    /// <exception cref="UnknownItemException">There is no item of an id.</exception>
    /// <exception cref="UnknownCategoryException">There is no field, relation or value of a name.</exception>
    public static ItemFilter? Of(RecommendOptions? options, Recommender recommender, ItemCategories categories)
    {
        if (options is null or { Include: null, Exclude.Count: 0, Categories.Count: 0 }) return null;
        bool[] isCandidate = new bool[recommender.Items.Count];
        Array.Fill(isCandidate, options.Include is null);
        foreach (string id in options.Include ?? []) isCandidate[recommender.FindItem(id)] = true;
        foreach (string id in options.Exclude) isCandidate[recommender.FindItem(id)] = false;
        foreach (IGrouping<string, Category> field in options.Categories.GroupBy(category => category.Field))
        {
            bool[] has = new bool[isCandidate.Length];
            foreach (Category category in field) categories.Mark(category, has);
            for (int item = 0; item < has.Length; item++) isCandidate[item] &= has[item];
        }

        return new ItemFilter(isCandidate);
    }

    /// <summary>The scores of items that may not be recommended become NaN.</summary>
    public void Apply(Span<float> scores)
    {
        for (int item = 0; item < scores.Length; item++)
            if (!_isCandidate[item]) scores[item] = float.NaN;
    }
}
