using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// A feature-major view [features x lanes]: feature j of all lanes (examples) is one contiguous span, <see cref="Stride"/> elements after
/// that of feature j - 1. What a variable shows; kernels take bare references.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct LaneMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T _start;

    /// <summary>Views <paramref name="data"/>.</summary>
    /// <param name="data">At least (features - 1) stride + lanes elements.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="stride">The distance between features, at least <paramref name="lanes"/>.</param>
    /// <param name="lanes">The number of lanes, a multiple of <see cref="LaneShape{T}.Quantum"/>.</param>
    /// <exception cref="ArgumentException">The data is too short, or the lanes are not whole vectors.</exception>
    public LaneMatrix(Span<T> data, int features, int stride, int lanes)
    {
        if (features < 1 || lanes > stride || lanes % LaneShape<T>.Quantum != 0 || data.Length < ((features - 1) * stride) + lanes)
            Guard.ThrowLaneMatrix(data.Length, features, stride, lanes);
        _start = ref MemoryMarshal.GetReference(data);
        Features = features;
        Stride = stride;
        Lanes = lanes;
    }

    /// <summary>A tape's variable, whose shape is right by construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LaneMatrix(ref T start, int features, LaneShape<T> shape)
    {
        _start = ref start;
        Features = features;
        Stride = shape.Stride;
        Lanes = shape.PaddedLanes;
    }

    /// <summary>The number of features.</summary>
    public int Features { get; }

    /// <summary>The distance between two features' spans, in elements.</summary>
    public int Stride { get; }

    /// <summary>The number of lanes, a multiple of <see cref="LaneShape{T}.Quantum"/>.</summary>
    public int Lanes { get; }

    /// <summary>All lanes of feature <paramref name="feature"/>.</summary>
    public Span<T> this[int feature]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)feature, (uint)Features, nameof(feature));
            return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, feature * (nint)Stride), Lanes);
        }
    }
}
