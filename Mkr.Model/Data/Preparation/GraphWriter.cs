using System.Runtime.InteropServices;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Preparation;

/// <summary>Writes <c>kg.txt</c> and counts what is in it.</summary>
internal sealed class GraphWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly ItemLinks _links;
    private readonly Vocabulary _entities = new();
    private readonly Vocabulary _relations = new();
    private readonly Degrees _degrees = new();
    private readonly RepeatCounter<UInt128> _triples;
    private readonly List<Place> _places = [];

    public GraphWriter(string folder, ItemLinks links)
    {
        _links = links;
        _triples = new RepeatCounter<UInt128>(folder);
        _file = new FileStream(Path.Combine(folder, "kg.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    [Flags]
    private enum Place : byte
    {
        None = 0,
        Head = 1,
        Tail = 2,
    }

    public long Count { get; private set; }

    public int EntityCount => _entities.Count;

    public int RelationCount => _relations.Count;

    public DegreeSummary EntityDegrees => _degrees.Summarize(_entities.Count);

    /// <summary>The triples that have been before.</summary>
    public long CountRepeats() => _triples.Count();

    /// <summary>
    /// The heads that are neither an item's entity nor the tail of any triple: no path from an item leads to them.
    /// </summary>
    public int CountDanglingHeads()
    {
        int dangling = 0;
        for (int entity = 0; entity < _places.Count; entity++)
            if (_places[entity] == Place.Head && !_links.IsOfItem(_entities.Utf8(entity))) dangling++;
        return dangling;
    }

    /// <summary>Writes a triple, or tells why not.</summary>
    public string? Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> relation, ReadOnlySpan<byte> tail)
    {
        if (head.IsEmpty || relation.IsEmpty || tail.IsEmpty) return "an empty head, relation or tail";
        if (!TsvField.CanHold(head) || !TsvField.CanHold(relation) || !TsvField.CanHold(tail)) return "a tab or line end in an id";
        _links.Meet(head);
        _links.Meet(tail);
        int headIndex = Meet(head, Place.Head), tailIndex = Meet(tail, Place.Tail);
        _triples.Add(new UInt128((ulong)(uint)_relations.GetOrAdd(relation), ((ulong)headIndex << 32) | (uint)tailIndex));
        Count++;
        _file.Write(head);
        _file.WriteByte((byte)'\t');
        _file.Write(relation);
        _file.WriteByte((byte)'\t');
        _file.Write(tail);
        _file.WriteByte((byte)'\n');
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _triples.Dispose();
    }

    private int Meet(ReadOnlySpan<byte> id, Place place)
    {
        int entity = _entities.GetOrAdd(id);
        if (entity == _places.Count) _places.Add(Place.None);
        CollectionsMarshal.AsSpan(_places)[entity] |= place;
        _degrees.Add(entity);
        return entity;
    }
}
