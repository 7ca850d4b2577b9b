using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>Zeroed memory of a fixed length that starts on a cache line and never moves; freed with the object.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CacheLine = 64;
    private readonly T* _start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or larger than a span can be.</exception>
    public AlignedBuffer(long length)
    {
        if (length is < 0 or > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(length), length,
                $"A buffer holds 0 to {int.MaxValue} elements; use a smaller table or dimension.");
        Length = (int)length;
        nuint bytes = ((nuint)length * (nuint)Unsafe.SizeOf<T>()) + CacheLine;
        bool isLarge = bytes >= LargePages.Threshold;
        _start = (T*)NativeMemory.AlignedAlloc(bytes, isLarge ? LargePages.Size : CacheLine);
        if (isLarge) LargePages.Advise(_start, bytes);
        NativeMemory.Clear(_start, bytes);
    }

    /// <summary>Frees the memory.</summary>
    ~AlignedBuffer() => NativeMemory.AlignedFree(_start);

    /// <summary>No elements.</summary>
    internal static AlignedBuffer<T> Empty { get; } = new(0);

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements. The span must not outlive this object.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_start, Length);
    }

    /// <summary>Shows the elements as a list; where the visitor fills another number of them, they come in a new buffer.</summary>
    internal AlignedBuffer<T> Visit(StateVisitor visitor, string name)
    {
        T[] present = Span.ToArray(), values = visitor.List(name, present);
        if (ReferenceEquals(values, present)) return this;
        AlignedBuffer<T> buffer = values.Length == Length ? this : new AlignedBuffer<T>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    /// <summary>The first element.</summary>
    internal ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *_start;
    }
}
