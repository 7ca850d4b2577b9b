using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>Adam's moments for the rows of a table, or of a pair of tables, and their <see cref="RowPolicy"/>.</summary>
internal sealed class AdamTable<T>
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
        gradient.AddState(_m);
        gradient.AddState(_v);
        if (deferredSteps is not null) _deferred = new DeferredRows<T>(gradient, deferredSteps, _m, _v);
    }

    /// <summary>Step number <paramref name="number"/>.</summary>
    public void Update(in AdamStep<T> step, int number)
    {
        int pairs = _gradient.PairCount, stride = _storage.Stride;
        UpdateRows(0, pairs, 2 * stride, 0, in step);
        UpdateRows(pairs, _gradient.Count - pairs, stride, _gradient.SingleOffset, in step);
        if (_policy == RowPolicy.Dense) Sweep(in step);
        _deferred?.Complete(number);
    }

    private void UpdateRows(int firstSlot, int count, int width, int slotOffset, in AdamStep<T> step)
    {
        // A row's width is a multiple of four elements: take the widest vector that divides it.
        if (count == 0) return;
        if (Vector512.IsHardwareAccelerated && width % Simd512<T>.Count == 0) UpdateRows<Simd512<T>>(firstSlot, count, width, slotOffset, in step);
        else if (Vector256.IsHardwareAccelerated && width % Simd256<T>.Count == 0) UpdateRows<Simd256<T>>(firstSlot, count, width, slotOffset, in step);
        else UpdateRows<Simd128<T>>(firstSlot, count, width, slotOffset, in step);
    }

    private void UpdateRows<TV>(int firstSlot, int count, int width, int slotOffset, in AdamStep<T> step)
        where TV : struct, ISimd<TV, T>
    {
        ref int places = ref MemoryMarshal.GetReference(_gradient.Places[firstSlot..]);
        ref T g = ref Unsafe.Add(ref MemoryMarshal.GetReference(_gradient.Values), (firstSlot * _gradient.SlotStride) + slotOffset);
        ref T w = ref _storage.Start, m = ref _m.Start, v = ref _v.Start;
        nint stride = _storage.Stride, slotStride = _gradient.SlotStride;
        bool dense = _policy == RowPolicy.Dense;
        for (nint i = 0; i < count; i++)
        {
            if (i + Prefetch.Ahead < count) Prefetch.Rows(ref w, ref m, ref v, Unsafe.Add(ref places, i + Prefetch.Ahead) * stride);
            nint row = Unsafe.Add(ref places, i) * stride;
            for (nint j = 0; j < width; j += TV.Count)
            {
                TV gradient = TV.Load(in g, (i * slotStride) + j);
                if (dense) AdamKernel.AddVector(ref m, ref v, row + j, gradient, in step);
                else AdamKernel.UpdateVector(ref w, ref m, ref v, row + j, gradient, in step);
            }
        }
    }

    /// <summary>A step with gradient 0 on all rows: to the moments of the touched ones the gradients were added, divided by the decay that comes now.</summary>
    private void Sweep(in AdamStep<T> step) => AdamKernel.Decay(_storage.Values, _m.Span, _v.Span, in step);
}
