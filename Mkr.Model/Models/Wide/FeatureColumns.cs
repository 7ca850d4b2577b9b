using System.Buffers;
using System.Numerics;

namespace Mkr.Model.Models.Wide;

/// <summary>Features of many examples, feature after feature, in memory that is lent.</summary>
internal sealed class FeatureColumns : IDisposable
{
    private readonly double[] _values;

    /// <summary>Room for features, whose content is anything.</summary>
    /// <param name="size">How many features an example has.</param>
    /// <param name="count">How many examples there are.</param>
    public FeatureColumns(int size, int count)
    {
        (Size, Examples) = (size, count);
        Stride = (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _values = ArrayPool<double>.Shared.Rent(size * Stride);
    }

    /// <summary>How many features an example has.</summary>
    public int Size { get; }

    /// <summary>How many examples there are.</summary>
    public int Examples { get; }

    /// <summary>The distance of an example's features.</summary>
    public int Stride { get; }

    /// <summary>A feature of all examples.</summary>
    public Span<double> this[int feature] => _values.AsSpan(feature * Stride, Examples);

    /// <summary>The features of an example and those after it: its own lie <see cref="Stride"/> apart.</summary>
    public Span<double> From(int example) => _values.AsSpan(example);

    /// <summary>A feature of a vector's worth of examples, the first of which is a multiple of it.</summary>
    public Vector<double> Load(int feature, int example) => new(_values, (feature * Stride) + example);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_values);
}
