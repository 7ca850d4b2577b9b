using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Training;

/// <summary>
/// The small batch after the present one, unpacked a step ahead so that its rows can be asked for: a small batch's own step is over before the memory has answered.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NextBatch<T>(PackedInteractions interactions)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest batch that it is for.</summary>
    public const int Largest = 64;

    private readonly int[] _users = new int[Largest];
    private readonly int[] _items = new int[Largest];
    private readonly T[] _labels = new T[Largest];
    private int _count;

    /// <summary>The interactions are to be read from their start, as they are now.</summary>
    public void Restart(int batchSize) => Unpack(0, batchSize);

    /// <summary>Hands the batch over to the task; then unpacks the one after it, which starts at <paramref name="next"/>, and asks for its rows.</summary>
    public void MoveTo(MkrRsTask<T> task, int next)
    {
        int count = _count;
        Copy(_users, task.Users, count);
        Copy(_items, task.Items, count);
        Copy(_labels, task.Labels, count);
        Unpack(next, count);
        task.Prefetch(_users.AsSpan(0, _count), _items.AsSpan(0, _count));
    }

    /// <summary>Copies the first <paramref name="count"/> elements in whole vectors: so few sooner than the runtime's own call would.</summary>
    private static void Copy<TElement>(TElement[] source, Span<TElement> destination, int count)
    {
        ref TElement from = ref MemoryMarshal.GetArrayDataReference(source), to = ref MemoryMarshal.GetReference(destination[..count]);
        int i = 0;
        for (; i <= count - Vector<TElement>.Count; i += Vector<TElement>.Count)
            Vector.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        for (; i < count; i++)
            destination[i] = source[i];
    }

    private void Unpack(int start, int batchSize)
    {
        _count = Math.Min(batchSize, interactions.Count - start);
        interactions.Unpack(start, _users.AsSpan(0, _count), _items.AsSpan(0, _count), _labels.AsSpan(0, _count));
    }
}
