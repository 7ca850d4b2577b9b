using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine;

/// <summary>How many examples a tape's variables hold at once: shared by all variables of a tape.</summary>
/// <remarks>
/// A step's batch is processed in tiles of <see cref="Capacity"/> lanes, so that its activations stay in the nearest cache. The lanes of
/// the last tile are padded to whole vectors; the padding holds finite values and its gradients are zero, so that no kernel has a tail.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LaneShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Lanes are padded to a multiple of this: two of the widest vectors (128 bytes), so that kernels may take two at a time.
    /// </summary>
    public static int Quantum => 128 / Unsafe.SizeOf<T>();

    /// <summary>A shape for tiles of up to <paramref name="capacity"/> lanes.</summary>
    public LaneShape(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = Pad(capacity);
        // One more cache line a feature: a stride that is a large power of two maps all features to the same few cache sets.
        Stride = Capacity + (64 / Unsafe.SizeOf<T>());
    }

    /// <summary>The largest number of lanes, padded.</summary>
    public int Capacity { get; }

    /// <summary>The distance between two features, in elements.</summary>
    public int Stride { get; }

    /// <summary>The examples in the current tile.</summary>
    public int Lanes { get; private set; }

    /// <summary><see cref="Lanes"/>, padded to whole vectors.</summary>
    public int PaddedLanes { get; private set; }

    /// <summary>The place of the current tile's first example in the batch.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether sums over the step's examples begin with this tile: kernels then store what they otherwise add.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary><paramref name="lanes"/> rounded up to a multiple of <see cref="Quantum"/>.</summary>
    public static int Pad(int lanes) => (lanes + Quantum - 1) / Quantum * Quantum;

    internal void Set(int offset, int lanes, bool isFirst)
    {
        Offset = offset;
        IsFirst = isFirst;
        Lanes = lanes;
        PaddedLanes = Pad(lanes);
    }
}
