using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Model.Data;

namespace Mkr.Model.Training;

/// <summary>An interaction in 64 bits, since shuffling moves all of them in every epoch: the user, 31 bits of the item, the label.</summary>
internal readonly struct PackedInteraction
{
    private readonly ulong _bits;

    private PackedInteraction(Interaction interaction) =>
        _bits = ((ulong)(uint)interaction.User << 32) | ((ulong)(uint)interaction.Item << 1) | (interaction.IsPositive ? 1UL : 0);

    public static PackedInteraction[] Pack(ReadOnlySpan<Interaction> interactions)
    {
        var packed = new PackedInteraction[interactions.Length];
        for (int i = 0; i < packed.Length; i++)
            packed[i] = new PackedInteraction(interactions[i]);
        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unpack<T>(out int user, out int item, out T label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        user = (int)(_bits >> 32);
        item = (int)((uint)_bits >> 1);
        label = T.CreateTruncating((int)(_bits & 1));
    }
}
