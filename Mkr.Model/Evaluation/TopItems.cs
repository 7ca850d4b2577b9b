using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Model.Metrics;

namespace Mkr.Model.Evaluation;

/// <summary>Selects the items of the highest scores.</summary>
internal static class TopItems
{
    /// <summary>
    /// Selects the best items, the highest score first, and items of equal scores by <see cref="TieOrder"/>. A score of NaN marks an item
    /// that is no candidate.
    /// </summary>
    /// <param name="scores">One score an item.</param>
    /// <param name="items">Receives the items; its length is the number wanted.</param>
    /// <returns>The number of items written, less than wanted where there are fewer candidates.</returns>
    /// <remarks>
    /// A heap of the best so far, packed as order-preserving integers, with the worst of them at the root. Most items do not reach the
    /// root's score, and are passed over a vector at a time.
    /// </remarks>
    public static int Select(ReadOnlySpan<float> scores, Span<int> items)
    {
        if (items.IsEmpty) return 0;
        Span<ulong> heap = items.Length <= 256 ? stackalloc ulong[items.Length] : new ulong[items.Length];
        int count = 0, item = 0;
        for (; item < scores.Length && count < heap.Length; item++)
            if (!float.IsNaN(scores[item])) heap[count++] = Pack(scores[item], item);
        heap = heap[..count];
        heap.Sort(); // ascending, which is a heap
        if (count == items.Length) ReplaceByBetter(scores, item, heap);

        heap.Sort();
        for (int i = 0; i < count; i++)
            items[i] = Item(heap[count - 1 - i]);
        return count;
    }

    private static void ReplaceByBetter(ReadOnlySpan<float> scores, int item, Span<ulong> heap)
    {
        float worst = scores[Item(heap[0])];
        while (item < scores.Length)
        {
            item += CountSkippable(scores[item..], worst);
            int end = Math.Min(item + Vector<float>.Count, scores.Length);
            for (; item < end; item++)
            {
                if (!(scores[item] >= worst)) continue;
                ulong packed = Pack(scores[item], item);
                if (packed < heap[0]) continue;
                SiftDown(heap, packed);
                worst = scores[Item(heap[0])];
            }
        }
    }

    /// <summary>The number of items at the front, in whole vectors, none of which reaches <paramref name="worst"/>.</summary>
    private static int CountSkippable(ReadOnlySpan<float> scores, float worst)
    {
        var bound = new Vector<float>(worst);
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        int i = 0;
        while (i < vectors.Length && !Vector.GreaterThanOrEqualAny(vectors[i], bound)) i++;
        return i * Vector<float>.Count;
    }

    /// <summary>Puts a value in the root's place and restores the order.</summary>
    private static void SiftDown(Span<ulong> heap, ulong value)
    {
        int hole = 0;
        for (int child; (child = (2 * hole) + 1) < heap.Length; hole = child)
        {
            if (child + 1 < heap.Length && heap[child + 1] < heap[child]) child++;
            if (heap[child] >= value) break;
            heap[hole] = heap[child];
        }

        heap[hole] = value;
    }

    private static ulong Pack(float score, int item) => ScoreOrder.Pack(score, TieOrder.Place(item));

    private static int Item(ulong packed) => TieOrder.Item((uint)packed);
}
