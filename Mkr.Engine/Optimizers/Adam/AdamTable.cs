using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>Adam's moments for the rows of a table, or of a pair of tables, and their <see cref="RowPolicy"/>.</summary>
internal sealed class AdamTable<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TableGradient<T> _gradient;
    private readonly TableStorage<T> _storage;
    private readonly RowPolicy _policy;
    private readonly DeferredRows<T>? _deferred;
    private readonly AlignedBuffer<T> _m;
    private readonly AlignedBuffer<T> _v;

    public AdamTable(TableGradient<T> gradient, RowPolicy policy, DeferredSteps<T>? deferredSteps)
    {
        _gradient = gradient;
        _storage = gradient.Storage;
        _policy = policy;
        _m = new AlignedBuffer<T>(_storage.Values.Length);
        _v = new AlignedBuffer<T>(_storage.Values.Length);
        gradient.SetMoments(_m, _v);
        if (deferredSteps is not null) _deferred = new DeferredRows<T>(gradient, deferredSteps, _m, _v);
    }

    /// <summary>Step number <paramref name="number"/> for the rows of <paramref name="count"/> slots.</summary>
    public void Update(int slot, int count, in AdamStep<T> step, int number)
    {
        int pairs = Math.Clamp(_gradient.PairCount - slot, 0, count), stride = _storage.Stride;
        if (pairs > 0) UpdateRows(slot, pairs, 2 * stride, 0, in step);
        if (pairs < count) UpdateRows(slot + pairs, count - pairs, stride, _gradient.SingleOffset, in step);
        _deferred?.Complete(slot, count, pairs, number);
    }

    /// <summary>
    /// A step with gradient 0 on rows: to the moments of the touched ones the gradients were added, divided by the decay that comes now.
    /// </summary>
    public void Sweep(int place, int count, in AdamStep<T> step)
    {
        (int first, int length) = (place * _storage.Stride, count * _storage.Stride);
        AdamKernel.Decay(_storage.Values.Slice(first, length), _m.Span.Slice(first, length), _v.Span.Slice(first, length), in step);
    }

    /// <summary>All rows of the batch have made step <paramref name="number"/>.</summary>
    public void EndStep(int number) => _deferred?.EndStep(number);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _deferred?.Visit(visitor);
        visitor.Rows("m", 1, _m.Length, _ => _m.Span);
        visitor.Rows("v", 1, _v.Length, _ => _v.Span);
    }

    private void UpdateRows(int firstSlot, int count, int width, int slotOffset, in AdamStep<T> step)
    {
        int packed = _policy == RowPolicy.Dense ? 0 : UpdatePacks(firstSlot, count, width, slotOffset, in step);
        (firstSlot, count) = (firstSlot + packed, count - packed);
        if (count == 0) return;
        // A row's width is a multiple of four elements: what the widest vectors leave over, the smallest do.
        int wide = 0;
        if (Vector512.IsHardwareAccelerated && width >= Simd512<T>.Count)
            UpdateRows<Simd512<T>>(firstSlot, count, 0, wide = width / Simd512<T>.Count * Simd512<T>.Count, slotOffset, in step);
        else if (Vector256.IsHardwareAccelerated && width >= Simd256<T>.Count)
            UpdateRows<Simd256<T>>(firstSlot, count, 0, wide = width / Simd256<T>.Count * Simd256<T>.Count, slotOffset, in step);
        if (wide < width) UpdateRows<Simd128<T>>(firstSlot, count, wide, width, slotOffset, in step);
    }

    /// <summary>Updates as many of the rows as fill vectors, if one or several do; returns their number.</summary>
    private int UpdatePacks(int firstSlot, int count, int width, int slotOffset, in AdamStep<T> step)
    {
        switch (RowPack.Rows<T>(width))
        {
            case 1: return UpdatePacksOf(1, firstSlot, count, slotOffset, in step);
            case 2: return UpdatePacksOf(2, firstSlot, count, slotOffset, in step);
            case 4: return UpdatePacksOf(4, firstSlot, count, slotOffset, in step);
            default: return 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int UpdatePacksOf(int rows, int firstSlot, int count, int slotOffset, in AdamStep<T> step)
    {
        ref int starts = ref MemoryMarshal.GetReference(_gradient.Starts[firstSlot..]);
        nint slotStride = _gradient.SlotStride;
        ref T g = ref Unsafe.Add(ref MemoryMarshal.GetReference(_gradient.Values), (firstSlot * slotStride) + slotOffset);
        ref T w = ref _storage.Start, m = ref _m.Start, v = ref _v.Start;
        Simd512<T> beta1 = Simd512<T>.Create(step.Beta1), rest1 = Simd512<T>.Create(step.OneMinusBeta1);
        Simd512<T> beta2 = Simd512<T>.Create(step.Beta2), rest2 = Simd512<T>.Create(step.OneMinusBeta2);
        Simd512<T> size = Simd512<T>.Create(step.StepSize), root = Simd512<T>.Create(step.RootCorrection),
            epsilon = Simd512<T>.Create(step.Epsilon);
        nint fetched = Prefetch.Pays(count) ? count - Prefetch.Ahead : 0;
        for (nint i = 0; i <= count - rows; i += rows, starts = ref Unsafe.Add(ref starts, rows))
        {
            if (i + rows <= fetched)
            {
                ref int ahead = ref Unsafe.Add(ref starts, Prefetch.Ahead);
                Prefetch.Rows(ref m, ref v, ahead);
                if (rows > 1) Prefetch.Rows(ref m, ref v, Unsafe.Add(ref ahead, 1));
                if (rows > 2) Prefetch.Rows(ref m, ref v, Unsafe.Add(ref ahead, 2));
                if (rows > 2) Prefetch.Rows(ref m, ref v, Unsafe.Add(ref ahead, 3));
            }

            nint a = starts, b = rows > 1 ? Unsafe.Add(ref starts, 1) : 0;
            nint c = rows > 2 ? Unsafe.Add(ref starts, 2) : 0, d = rows > 2 ? Unsafe.Add(ref starts, 3) : 0;
            nint slot = i * slotStride;
            Simd512<T> gradient = RowPack.Load(ref g, rows, slot, slot + slotStride, slot + (2 * slotStride), slot + (3 * slotStride));
            Simd512<T> values = RowPack.Load(ref w, rows, a, b, c, d);
            Simd512<T> first = Simd512<T>.MultiplyAdd(RowPack.Load(ref m, rows, a, b, c, d), beta1, gradient * rest1);
            Simd512<T> second = Simd512<T>.MultiplyAdd(RowPack.Load(ref v, rows, a, b, c, d), beta2, gradient * gradient * rest2);
            RowPack.Store(first, ref m, rows, a, b, c, d);
            RowPack.Store(second, ref v, rows, a, b, c, d);
            Simd512<T> denominator = Simd512<T>.MultiplyAdd(Simd512<T>.Sqrt(second), root, epsilon);
            RowPack.Store(values - (size * first / denominator), ref w, rows, a, b, c, d);
        }

        return count & -rows;
    }

    /// <summary>Updates the elements from <paramref name="start"/> to <paramref name="end"/> of rows.</summary>
    private void UpdateRows<TV>(int firstSlot, int count, nint start, nint end, int slotOffset, in AdamStep<T> step)
        where TV : struct, ISimd<TV, T>
    {
        ref int starts = ref MemoryMarshal.GetReference(_gradient.Starts[firstSlot..]);
        ref T g = ref Unsafe.Add(ref MemoryMarshal.GetReference(_gradient.Values), (firstSlot * _gradient.SlotStride) + slotOffset);
        ref T w = ref _storage.Start, m = ref _m.Start, v = ref _v.Start;
        nint slotStride = _gradient.SlotStride;
        bool dense = _policy == RowPolicy.Dense;
        nint fetched = Prefetch.Pays(count) ? count - Prefetch.Ahead : 0;
        for (nint i = 0; i < count; i++)
        {
            if (i < fetched) Prefetch.Rows(ref m, ref v, Unsafe.Add(ref starts, i + Prefetch.Ahead));
            nint row = Unsafe.Add(ref starts, i);
            for (nint j = start; j < end; j += TV.Count)
            {
                TV gradient = TV.Load(in g, (i * slotStride) + j);
                if (dense) AdamKernel.AddVector(ref m, ref v, row + j, gradient, in step);
                else AdamKernel.UpdateVector(ref w, ref m, ref v, row + j, gradient, in step);
            }
        }
    }
}
