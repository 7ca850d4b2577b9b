namespace Mkr.Model.Data.Formats;

/// <summary>
/// Reads the map from items to entities: <c>item TAB entity [TAB entity ...]</c>, one line an item, whose index is the line number from
/// 0. <c>item TAB</c> is an item without an entity; it gets one of its own.
/// </summary>
internal sealed class ItemEntityMapReader
{
    private const string OwnEntityPrefix = "entity-of-item:";

    private readonly List<(int Item, int Entity)> _pairs = [];
    private readonly HashSet<int> _withoutEntity = [];

    public Vocabulary Items { get; } = new();

    public Vocabulary Entities { get; } = new();

    public IReadOnlyList<(int Item, int Entity)> Pairs => _pairs;

    public int ItemsWithoutEntity => _withoutEntity.Count;

    /// <summary>Reads the whole file.</summary>
    public static ItemEntityMapReader Read(string path, IdNormalization normalization)
    {
        using var rows = new DelimitedReader(path, "map line", "\t", leastColumns: 2, mostColumns: int.MaxValue)
        {
            Normalization = normalization,
        };
        var map = new ItemEntityMapReader();
        while (rows.ReadRow()) map.AddRow(rows);
        return map.Items.Count > 0 ? map : throw rows.AtEnd();
    }

    /// <summary>The map of some of the items alone, in their order: what only the others have is no entity of it.</summary>
    public ItemEntityMapReader Select(IReadOnlyList<bool> isKept)
    {
        var selected = new ItemEntityMapReader();
        foreach ((int item, int entity) in _pairs)
        {
            if (!isKept[item]) continue;
            int index = selected.Items.GetOrAdd(Items.Utf8(item));
            selected._pairs.Add((index, selected.Entities.GetOrAdd(Entities.Utf8(entity))));
            if (_withoutEntity.Contains(item)) selected._withoutEntity.Add(index);
        }

        return selected;
    }

    private void AddRow(DelimitedReader rows)
    {
        ReadOnlySpan<byte> id = rows.Id(0, "an item id");
        int item = Items.GetOrAdd(id);
        if (item != rows.LineNumber - 1)
        {
            throw rows.Error(0, "each item on one line", $"{DelimitedReader.Show(id)} again, first on line {item + 1}",
                "Put all entities of an item on one line.");
        }

        if (rows.ColumnCount == 2 && rows[1].IsEmpty)
        {
            _withoutEntity.Add(item);
            _pairs.Add((item, Entities.GetOrAdd(OwnEntityPrefix + Items[item])));
            return;
        }

        int first = _pairs.Count;
        for (int column = 1; column < rows.ColumnCount; column++)
        {
            (int, int) pair = (item, Entities.GetOrAdd(rows.Id(column, "an entity id")));
            if (_pairs.IndexOf(pair, first) >= 0)
            {
                string found = $"{DelimitedReader.Show(rows[column])} again";
                throw rows.Error(column, "each entity of an item once", found, "Delete the repetition.");
            }

            _pairs.Add(pair);
        }
    }
}
