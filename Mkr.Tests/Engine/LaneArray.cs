using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine;

/// <summary>
/// A lane matrix with memory of its own. Its lanes are padded to whole vectors as a tape's are; between two features lies a gap of NaN, so
/// that a kernel that reads beyond its lanes gives itself away, and so does one that writes there.
/// </summary>
internal sealed class LaneArray<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _data;
    private readonly int _paddedLanes;
    private readonly int _gap;

    /// <summary>Zeros.</summary>
    public LaneArray(int features, int lanes)
    {
        Features = features;
        Lanes = lanes;
        Shape = new LaneShape<T>(lanes);
        Shape.Set(0, lanes, isFirst: true);
        Stride = Shape.Stride;
        _paddedLanes = Shape.PaddedLanes;
        _gap = Stride - _paddedLanes;
        _data = new T[features * Stride];
        for (int j = 0; j < features; j++)
            _data.AsSpan((j * Stride) + _paddedLanes, _gap).Fill(T.NaN);
    }

    public int Features { get; }

    public int Lanes { get; }

    public int Stride { get; }

    public LaneShape<T> Shape { get; }

    public ref T Start => ref _data[0];

    public LaneMatrix<T> Matrix => new(_data, Features, Stride, _paddedLanes);

    public Span<T> Data => _data;

    public double this[int feature, int lane] => double.CreateChecked(_data[(feature * Stride) + lane]);

    /// <summary>Random values in every lane, padding included: a kernel may not count on anything but that they are finite.</summary>
    public static LaneArray<T> Values(int features, int lanes, SeededRandom random) => Filled(features, lanes, random, padding: 1);

    /// <summary>Random gradients, zero in the padding.</summary>
    public static LaneArray<T> Gradients(int features, int lanes, SeededRandom random) => Filled(features, lanes, random, padding: 0);

    public LaneArray<T> Copy()
    {
        var copy = new LaneArray<T>(Features, Lanes);
        _data.CopyTo(copy._data, 0);
        return copy;
    }

    public void AssertGapsUntouched(string what)
    {
        bool untouched = true;
        for (int j = 0; j < Features; j++)
        {
            foreach (T value in _data.AsSpan((j * Stride) + _paddedLanes, _gap))
                untouched &= T.IsNaN(value);
        }

        Assert.That(untouched, what + " was written beyond its lanes");
    }

    private static LaneArray<T> Filled(int features, int lanes, SeededRandom random, double padding)
    {
        var array = new LaneArray<T>(features, lanes);
        for (int j = 0; j < features; j++)
        {
            for (int lane = 0; lane < array._paddedLanes; lane++)
                array._data[(j * array.Stride) + lane] = T.CreateChecked(((2 * random.NextDouble()) - 1) * (lane < lanes ? 1 : padding));
        }

        return array;
    }
}
