using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine;

/// <summary>
/// The elements of a buffer from one on. It keeps the buffer alive, and knows the address: kernels of small batches wait for every pointer
/// on the way to it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct BufferPart<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;
    private readonly T* _start;

    /// <summary>The part from <paramref name="offset"/> on.</summary>
    public BufferPart(AlignedBuffer<T> buffer, nint offset = 0)
    {
        _buffer = buffer;
        _start = (T*)Unsafe.AsPointer(ref buffer.Start) + offset;
    }

    /// <summary>The first element.</summary>
    public ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *_start;
    }

    /// <summary>The part from <paramref name="offset"/> of this one on.</summary>
    public BufferPart<T> From(nint offset) => new(_buffer, (nint)(_start - (T*)Unsafe.AsPointer(ref _buffer.Start)) + offset);
}
