using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Batches;

/// <summary>
/// Interactions packed into integers, since shuffling moves all of them in every epoch: from the highest bits to the lowest the user, the
/// item and the label; in 32 bits where they suffice, else in 64.
/// </summary>
internal sealed class PackedInteractions : IStateful
{
    private readonly uint[] _narrow = [];
    private readonly ulong[] _wide = [];
    private readonly int _userShift;

    /// <summary>Packs interactions, with room for items up to <paramref name="largestItem"/> where others take their place.</summary>
    public PackedInteractions(ReadOnlySpan<Interaction> interactions, int largestItem = 0)
    {
        int lastUser = 0, lastItem = largestItem;
        foreach (Interaction interaction in interactions)
        {
            lastUser = Math.Max(lastUser, interaction.User);
            lastItem = Math.Max(lastItem, interaction.Item);
        }

        Count = interactions.Length;
        _userShift = 1 + Bits(lastItem);
        IsNarrow = _userShift + Bits(lastUser) <= 32;
        if (IsNarrow) _narrow = new uint[Count];
        else _wide = new ulong[Count];
        Replace(interactions);
    }

    /// <summary>The number of interactions.</summary>
    public int Count { get; }

    /// <summary>Whether 32 bits suffice.</summary>
    public bool IsNarrow { get; }

    /// <summary>Packs as many others in their place.</summary>
    public void Replace(ReadOnlySpan<Interaction> interactions)
    {
        if (IsNarrow) Pack(interactions, _narrow);
        else Pack(interactions, _wide);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        if (IsNarrow) visitor.Elements("order", _narrow);
        else visitor.Elements("order", _wide);
    }

    /// <summary>Permutes them uniformly.</summary>
    public void Shuffle(SeededRandom random)
    {
        if (IsNarrow) random.ShuffleInPairs(_narrow.AsSpan());
        else random.ShuffleInPairs(_wide.AsSpan());
    }

    /// <summary>The interactions from <paramref name="start"/> on, as many as the spans are long.</summary>
    public void Unpack<T>(int start, Span<int> users, Span<int> items, Span<T> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsNarrow) Unpack(_narrow.AsSpan(start, users.Length), users, items, labels);
        else Unpack(_wide.AsSpan(start, users.Length), users, items, labels);
    }

    private static int Bits(int largest) => 32 - BitOperations.LeadingZeroCount((uint)largest);

    private void Pack<TBits>(ReadOnlySpan<Interaction> interactions, TBits[] packed)
        where TBits : unmanaged, IBinaryInteger<TBits>
    {
        for (int i = 0; i < packed.Length; i++)
        {
            (int user, int item, bool isPositive) = interactions[i];
            packed[i] = TBits.CreateTruncating(((ulong)user << _userShift) | ((ulong)item << 1) | (isPositive ? 1UL : 0));
        }
    }

    private void Unpack<TBits, T>(ReadOnlySpan<TBits> packed, Span<int> users, Span<int> items, Span<T> labels)
        where TBits : unmanaged, IBinaryInteger<TBits>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int shift = _userShift, mask = (1 << (_userShift - 1)) - 1, i = 0;
        if (typeof(TBits) == typeof(uint) && typeof(T) == typeof(float))
        {
            i = Unpack(MemoryMarshal.Cast<TBits, uint>(packed), users, items, MemoryMarshal.Cast<T, float>(labels), shift, mask);
        }

        for (; i < packed.Length; i++)
        {
            TBits bits = packed[i];
            users[i] = int.CreateTruncating(bits >>> shift);
            items[i] = int.CreateTruncating(bits >>> 1) & mask;
            labels[i] = T.CreateTruncating(int.CreateTruncating(bits) & 1);
        }
    }

    /// <summary>As many as are multiples of eight, a vector at a time; returns their number.</summary>
    private static int Unpack(ReadOnlySpan<uint> packed, Span<int> users, Span<int> items, Span<float> labels, int shift, int mask)
    {
        int i = 0;
        for (; i <= packed.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            Vector256<uint> bits = Vector256.LoadUnsafe(in packed[i]);
            (bits >>> shift).AsInt32().StoreUnsafe(ref users[i]);
            ((bits >>> 1).AsInt32() & Vector256.Create(mask)).StoreUnsafe(ref items[i]);
            Vector256.ConvertToSingle((bits & Vector256<uint>.One).AsInt32()).StoreUnsafe(ref labels[i]);
        }

        return i;
    }
}
