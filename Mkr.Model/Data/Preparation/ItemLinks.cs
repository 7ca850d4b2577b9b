using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Sources;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// Which entities describe which items: as links say, or, where there is not one link, by exact name. An item is then linked to the entity
/// of its id, or else to the one that has the item's name as its id or its name, if there is just one.
/// </summary>
internal sealed class ItemLinks
{
    private readonly Vocabulary _entities = new();
    private readonly List<(int Item, int Entity)> _links = [];
    private readonly HashSet<(int Item, int Entity)> _known = [];

    // By name: the items of each name, the entities that have it, and the items whose id is an entity.
    private readonly Vocabulary _names = new();
    private readonly List<List<int>> _itemsOf = [];
    private readonly Dictionary<int, HashSet<int>> _entitiesOf = [];
    private readonly Dictionary<int, int> _byId = [];

    private HashSet<int> _ofItems = [];

    /// <summary>All items.</summary>
    public Vocabulary Items { get; } = new();

    /// <summary>Whether items are linked by name.</summary>
    public bool IsByName { get; private set; }

    /// <summary>The items without an entity; known when the map is written.</summary>
    public IReadOnlyList<int> Unlinked { get; private set; } = [];

    /// <summary>Those of them whose name several entities have.</summary>
    public int Ambiguous { get; private set; }

    /// <summary>Whether an entity is an item's; known when the map is written.</summary>
    public bool IsOfItem(ReadOnlySpan<byte> entity) => _entities.TryGetIndex(entity, out int index) && _ofItems.Contains(index);

    /// <summary>Links an item. The same link again is not used.</summary>
    public string? Add(ReadOnlySpan<byte> item, ReadOnlySpan<byte> entity)
    {
        if (item.IsEmpty) return "an empty item id";
        if (entity.IsEmpty) return "an empty entity id";
        if (!TsvField.CanHold(item) || !TsvField.CanHold(entity)) return "a tab or line end in an id";
        (int, int) link = (Items.GetOrAdd(item), _entities.GetOrAdd(entity));
        if (!_known.Add(link)) return IDataSink.LinkAgain;
        _links.Add(link);
        return null;
    }

    /// <summary>Begins to look for entities by name, if there is no link at all.</summary>
    /// <param name="names">The items' names; null for an item without one.</param>
    public void LookForNames(IReadOnlyList<string?> names)
    {
        IsByName = _links.Count == 0;
        for (int item = 0; IsByName && item < names.Count; item++)
        {
            if (names[item] is not string name) continue;
            int index = _names.GetOrAdd(name);
            if (index == _itemsOf.Count) _itemsOf.Add([]);
            _itemsOf[index].Add(item);
        }
    }

    /// <summary>There is an entity in the graph.</summary>
    public void Meet(ReadOnlySpan<byte> entity)
    {
        if (!IsByName) return;
        if (Items.TryGetIndex(entity, out int item)) _byId[item] = _entities.GetOrAdd(entity);
        MeetName(entity, entity);
    }

    /// <summary>An entity has a name.</summary>
    public void MeetName(ReadOnlySpan<byte> entity, ReadOnlySpan<byte> name)
    {
        if (!IsByName || !_names.TryGetIndex(name, out int index)) return;
        if (!_entitiesOf.TryGetValue(index, out HashSet<int>? entities)) _entitiesOf.Add(index, entities = []);
        entities.Add(_entities.GetOrAdd(entity));
    }

    /// <summary>Links by the names that were met, and writes the map.</summary>
    public void Write(string path)
    {
        LinkByName();
        _ofItems = [.. _links.Select(link => link.Entity)];
        ILookup<int, int> links = _links.ToLookup(link => link.Item, link => link.Entity);
        Unlinked = [.. Enumerable.Range(0, Items.Count).Where(item => !links.Contains(item))];
        using var file = new FileStream(path, FileMode.CreateNew);
        for (int item = 0; item < Items.Count; item++)
        {
            TsvField.Write(file, Items.Utf8(item));
            if (!links.Contains(item)) file.WriteByte((byte)'\t');
            foreach (int entity in links[item])
            {
                file.WriteByte((byte)'\t');
                TsvField.Write(file, _entities.Utf8(entity));
            }

            file.WriteByte((byte)'\n');
        }
    }

    private void LinkByName()
    {
        _links.AddRange(_byId.Select(pair => (pair.Key, pair.Value)));
        foreach ((int name, HashSet<int> entities) in _entitiesOf)
        {
            int[] items = [.. _itemsOf[name].Where(item => !_byId.ContainsKey(item))];
            if (entities.Count == 1) _links.AddRange(items.Select(item => (item, entities.Single())));
            else Ambiguous += items.Length;
        }
    }
}
