using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Mkr.Model.Data;

/// <summary>
/// Numbers string ids 0, 1, 2, ... in order of first appearance. An open-addressing hash table over UTF-8: looking up an id that is
/// already known allocates nothing.
/// </summary>
/// <remarks>Safe for several readers at once while nobody adds.</remarks>
public sealed class Vocabulary
{
    private const int LongestOnStack = 256;

    private byte[] _bytes = new byte[256];
    private int[] _starts = new int[16]; // of each id, and at the end the number of all bytes
    private Slot[] _slots = new Slot[32];

    /// <summary>Creates an empty vocabulary.</summary>
    public Vocabulary()
    {
    }

    /// <summary>Creates the vocabulary in which the id at position i of <paramref name="ids"/> has index i.</summary>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public Vocabulary(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (string id in ids)
        {
            int expected = Count;
            if (GetOrAdd(id) != expected) throw new ArgumentException($"The id '{id}' occurs twice.", nameof(ids));
        }
    }

    /// <summary>The number of ids; their indices are 0 to <see cref="Count"/> - 1.</summary>
    public int Count { get; private set; }

    /// <summary>The most bytes that all ids together may have.</summary>
    public int MostBytes { get; init; } = Array.MaxLength;

    /// <summary>The id with this index.</summary>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>The id with this index, in UTF-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No id has this index.</exception>
    public ReadOnlySpan<byte> Utf8(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        int start = _starts[index];
        return _bytes.AsSpan(start, _starts[index + 1] - start);
    }

    /// <summary>The id's index; an id that is not known yet gets the next one.</summary>
    /// <exception cref="InvalidDataException">The ids together have more than <see cref="MostBytes"/> bytes.</exception>
    public int GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        uint hash = Hash(utf8);
        int slot = Find(utf8, hash);
        return _slots[slot].IndexPlusOne != 0 ? _slots[slot].IndexPlusOne - 1 : Add(utf8, hash, slot);
    }

    /// <inheritdoc cref="GetOrAdd(ReadOnlySpan{byte})"/>
    public int GetOrAdd(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> buffer = stackalloc byte[LongestOnStack];
        return GetOrAdd(Encode(id, buffer));
    }

    /// <summary>Looks an id up; <paramref name="index"/> is -1 when it is not known.</summary>
    public bool TryGetIndex(ReadOnlySpan<byte> utf8, out int index)
    {
        index = _slots[Find(utf8, Hash(utf8))].IndexPlusOne - 1;
        return index >= 0;
    }

    /// <inheritdoc cref="TryGetIndex(ReadOnlySpan{byte}, out int)"/>
    public bool TryGetIndex(string id, out int index)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> buffer = stackalloc byte[LongestOnStack];
        return TryGetIndex(Encode(id, buffer), out index);
    }

    /// <summary>A vocabulary of its own with the same ids and indices.</summary>
    public Vocabulary Copy() => new()
    {
        Count = Count,
        MostBytes = MostBytes,
        _bytes = [.. _bytes],
        _starts = [.. _starts],
        _slots = [.. _slots],
    };

    private static ReadOnlySpan<byte> Encode(string id, Span<byte> buffer) =>
        Encoding.UTF8.TryGetBytes(id, buffer, out int length) ? buffer[..length] : Encoding.UTF8.GetBytes(id);

    /// <summary>The slot of the id, or the empty slot where it belongs (linear probing).</summary>
    private int Find(ReadOnlySpan<byte> utf8, uint hash)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        int i = (int)hash & mask;
        while (slots[i].IndexPlusOne != 0)
        {
            if (slots[i].Hash == hash && Utf8(slots[i].IndexPlusOne - 1).SequenceEqual(utf8)) break;
            i = (i + 1) & mask;
        }

        return i;
    }

    private int Add(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        int start = _starts[Count];
        if (utf8.Length > MostBytes - start)
        {
            throw new InvalidDataException(
                $"The {Count} ids so far and another one have more than {MostBytes} bytes. Use shorter ids or fewer rows.");
        }

        int end = start + utf8.Length;
        if (end > _bytes.Length) Array.Resize(ref _bytes, GrownLength(end));
        if (Count + 1 == _starts.Length) Array.Resize(ref _starts, GrownLength(Count + 2));
        utf8.CopyTo(_bytes.AsSpan(start));
        _slots[slot] = new Slot(hash, ++Count);
        _starts[Count] = end;
        if (Count * 2L > _slots.Length) Rehash(); // at most half full: probes stay short
        return Count - 1;
    }

    private static int GrownLength(int needed) => (int)Math.Min(Math.Max(needed, needed * 2L), Array.MaxLength);

    private void Rehash()
    {
        Slot[] old = _slots;
        _slots = new Slot[old.Length * 2];
        int mask = _slots.Length - 1;
        foreach (Slot slot in old)
        {
            if (slot.IndexPlusOne == 0) continue;
            int i = (int)slot.Hash & mask;
            while (_slots[i].IndexPlusOne != 0) i = (i + 1) & mask;
            _slots[i] = slot;
        }
    }

    /// <summary>A multiply-and-rotate hash, eight bytes a step; the same on every machine.</summary>
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15UL; // 2^64 / golden ratio
        ulong hash = (ulong)utf8.Length * Multiplier;
        for (; utf8.Length >= 8; utf8 = utf8[8..])
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Multiplier, 29);
        ulong rest = 0;
        foreach (byte b in utf8)
            rest = (rest << 8) | b;
        hash = (hash ^ rest) * Multiplier;
        hash = (hash ^ (hash >> 32)) * Multiplier;
        return (uint)(hash >> 32);
    }

    /// <summary>The hash lies beside the index, so that a probe touches one cache line.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(uint Hash, int IndexPlusOne);
}
