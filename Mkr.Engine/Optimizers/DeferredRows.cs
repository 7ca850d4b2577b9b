using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>The step up to which each row has been moved, and the making up of the steps it has missed; see <see cref="RowPolicy.Deferred"/>.</summary>
internal sealed class DeferredRows<T> : IDeferredRows
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TableGradient<T> _gradient;
    private readonly TableStorage<T> _storage;
    private readonly DeferredSteps<T> _deferred;
    private readonly AlignedBuffer<T> _m;
    private readonly AlignedBuffer<T> _v;
    private readonly int[] _rowSteps;
    private int _step;
    private bool _allCurrent = true;

    public DeferredRows(TableGradient<T> gradient, DeferredSteps<T> deferred, AlignedBuffer<T> m, AlignedBuffer<T> v)
    {
        _gradient = gradient;
        _storage = gradient.Storage;
        _deferred = deferred;
        _m = m;
        _v = v;
        _rowSteps = new int[_storage.Places];
        _storage.Attach(this);
    }

    /// <summary>Notes that the gradient's rows have made step <paramref name="step"/>.</summary>
    public void Complete(int step)
    {
        _step = step;
        _allCurrent = false;
        ReadOnlySpan<int> places = _gradient.Places;
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        int pairs = _gradient.PairCount;
        for (int i = 0; i < pairs; i++)
        {
            ref int first = ref Unsafe.Add(ref steps, places[i]);
            first = step;
            Unsafe.Add(ref first, 1) = step;
        }

        for (int i = pairs; i < places.Length; i++)
            Unsafe.Add(ref steps, places[i]) = step;
    }

    /// <inheritdoc/>
    public void CatchUp(ReadOnlySpan<int> places, int pairs)
    {
        if (_allCurrent) return;
        CatchUp(places[..pairs], _storage.Stride, isPair: true);
        CatchUp(places[pairs..], _storage.Stride, isPair: false);
    }

    /// <inheritdoc/>
    public void CatchUpAll()
    {
        if (_allCurrent) return;
        const int Chunk = 256;
        Span<int> places = stackalloc int[Chunk];
        int count = 0;
        for (int place = 0; place < _storage.Places; place++)
        {
            places[count++] = place;
            if (count < Chunk && place < _storage.Places - 1) continue;
            CatchUp(places[..count], 0);
            count = 0;
        }

        _allCurrent = true;
    }

    private void CatchUp(ReadOnlySpan<int> places, int stride, bool isPair)
    {
        if (places.IsEmpty) return;
        int width = isPair ? 2 * stride : stride;
        if (Vector512.IsHardwareAccelerated && width % Simd512<T>.Count == 0) CatchUp<Simd512<T>>(places, isPair);
        else if (Vector256.IsHardwareAccelerated && width % Simd256<T>.Count == 0) CatchUp<Simd256<T>>(places, isPair);
        else CatchUp<Simd128<T>>(places, isPair);
    }

    private void CatchUp<TV>(ReadOnlySpan<int> places, bool isPair)
        where TV : struct, ISimd<TV, T>
    {
        DeferredSteps<T>.Target target = _deferred.To(_step);
        ref T w = ref _storage.Start, m = ref _m.Start, v = ref _v.Start;
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        nint stride = _storage.Stride, width = isPair ? 2 * stride : stride;
        for (int i = 0; i < places.Length; i++)
        {
            if (i + Prefetch.Ahead < places.Length) Prefetch.Rows(ref w, ref m, ref v, places[i + Prefetch.Ahead] * stride);
            ref int step = ref Unsafe.Add(ref steps, places[i]);
            nint row = places[i] * stride;
            if (isPair && step != Unsafe.Add(ref step, 1))
            {
                Apply<Simd128<T>>(ref w, ref m, ref v, row, stride, step, in target);
                Apply<Simd128<T>>(ref w, ref m, ref v, row + stride, stride, Unsafe.Add(ref step, 1), in target);
            }
            else
            {
                Apply<TV>(ref w, ref m, ref v, row, width, step, in target);
            }

            step = target.Step;
            if (isPair) Unsafe.Add(ref step, 1) = target.Step;
        }
    }

    /// <summary>Brings one row, or two neighbours, from step <paramref name="from"/> to the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Apply<TV>(ref T w, ref T m, ref T v, nint row, nint width, int from, in DeferredSteps<T>.Target target)
        where TV : struct, ISimd<TV, T>
    {
        if (from == target.Step) return;
        if (from < DeferredSteps<T>.ExactSteps)
        {
            for (nint j = 0; j < width; j += TV.Count)
                _deferred.ApplyOneByOne<TV>(ref w, ref m, ref v, row + j, from, in target);
            return;
        }

        DeferredSteps<T>.Jump jump = _deferred.From(from, in target);
        for (nint j = 0; j < width; j += TV.Count)
            jump.Apply<TV>(ref w, ref m, ref v, row + j);
    }
}
