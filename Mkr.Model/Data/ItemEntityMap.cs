namespace Mkr.Model.Data;

/// <summary>Which entities describe which items, both ways: S(v), the entities of item v, and S(h), the items of entity h.</summary>
public sealed class ItemEntityMap
{
    private readonly CompressedRows _entities;
    private readonly CompressedRows _items;

    /// <summary>Creates a map from its pairs; a repeated pair counts once.</summary>
    /// <exception cref="ArgumentException">An index is out of range, or an item has no entity.</exception>
    public ItemEntityMap(int itemCount, int entityCount, IReadOnlyList<(int Item, int Entity)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach ((int item, int entity) in pairs)
        {
            if ((uint)item >= (uint)itemCount || (uint)entity >= (uint)entityCount)
                throw new ArgumentException($"({item}, {entity}) is not of {itemCount} items, {entityCount} entities.", nameof(pairs));
        }

        _entities = CompressedRows.Build(itemCount, [.. pairs]);
        _items = CompressedRows.Build(entityCount, [.. pairs.Select(pair => (pair.Entity, pair.Item))]);
        IsOneToOne = _entities.TotalCount == itemCount;
        for (int item = 0; item < itemCount; item++)
        {
            if (_entities[item].IsEmpty) throw new ArgumentException($"Item {item} has no entity.", nameof(pairs));
            IsOneToOne &= _entities[item][0] == item;
        }
    }

    /// <summary>The number of items.</summary>
    public int ItemCount => _entities.Count;

    /// <summary>The number of entities, those of no item included.</summary>
    public int EntityCount => _items.Count;

    /// <summary>True when every item has exactly one entity, with the item's own index, as in the authors' data.</summary>
    public bool IsOneToOne { get; }

    /// <summary>S(v): the item's entities, at least one, in ascending order.</summary>
    public ReadOnlySpan<int> EntitiesOf(int item) => _entities[item];

    /// <summary>S(h): the entity's items, possibly none, in ascending order.</summary>
    public ReadOnlySpan<int> ItemsOf(int entity) => _items[entity];
}
