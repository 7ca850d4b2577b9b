using System.Collections;

namespace Mkr.Model.Serving;

/// <summary>What is recommended to somebody, best first.</summary>
public sealed class RecommendationList : IReadOnlyList<RecommendedItem>
{
    private readonly Recommender _recommender;
    private readonly Recommendation[] _items;

    internal RecommendationList(Recommender recommender, string? user, int wanted, Recommendation[] items) =>
        (_recommender, User, Wanted, _items) = (recommender, user, wanted, items);

    /// <summary>The user's id; null for somebody who is known by a history alone.</summary>
    public string? User { get; }

    /// <summary>How many items were asked for.</summary>
    public int Wanted { get; }

    /// <summary>How many items there are: as many as were asked for, or all candidates where those are fewer.</summary>
    public int Count => _items.Length;

    /// <summary>Whether there are as many as were asked for.</summary>
    public bool IsComplete => Count == Wanted;

    /// <summary>What ranked the first item; the model where there is none.</summary>
    public RecommendationSource Source => _items.Length == 0 ? RecommendationSource.Model : _items[0].Source;

    /// <summary>The items' indices and scores.</summary>
    public ReadOnlySpan<Recommendation> Recommendations => _items;

    /// <summary>The item at a rank, counted from 0.</summary>
    public RecommendedItem this[int index] => _recommender.Describe(_items[index]);

    /// <inheritdoc/>
    public IEnumerator<RecommendedItem> GetEnumerator() => _items.Select(_recommender.Describe).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
