using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// The step up to which each row has been moved, and the making up of the steps it has missed; see <see cref="RowPolicy.Deferred"/>.
/// </summary>
internal sealed class DeferredRows<T> : IDeferredRows, IStateful
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

    /// <summary>
    /// Notes that rows of the gradient have made step <paramref name="step"/>: those of <paramref name="count"/> slots, of which the first
    /// <paramref name="pairs"/> are pairs'.
    /// </summary>
    public void Complete(int slot, int count, int pairs, int step)
    {
        ReadOnlySpan<int> places = _gradient.Places.Slice(slot, count);
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        for (int i = 0; i < pairs; i++)
            Complete(ref Unsafe.Add(ref steps, places[i]), step, isPair: true);
        for (int i = pairs; i < places.Length; i++)
            Complete(ref Unsafe.Add(ref steps, places[i]), step, isPair: false);
    }

    /// <summary>Notes that all the gradient's rows have made step <paramref name="step"/>.</summary>
    public void EndStep(int step)
    {
        _step = step;
        _allCurrent = false;
    }

    /// <inheritdoc/>
    public void CatchUp(ReadOnlySpan<int> places, int pairs)
    {
        if (_allCurrent) return;
        CatchUp(places[..pairs], isPair: true);
        CatchUp(places[pairs..], isPair: false);
    }

    /// <inheritdoc/>
    public void CatchUpAll()
    {
        if (_allCurrent) return;
        int paired = _gradient.Pairs * 2;
        CatchUpAll(0, paired, isPair: true);
        CatchUpAll(paired, _storage.Places, isPair: false);
        _allCurrent = true;
    }

    /// <summary>The step that all rows have reached, once they are up to date: no row then has a step of its own.</summary>
    public void Visit(StateVisitor visitor)
    {
        CatchUpAll();
        _step = visitor.Value("step", _step);
        Array.Fill(_rowSteps, _step);
    }

    private void CatchUpAll(int start, int end, bool isPair)
    {
        const int Chunk = 256;
        Span<int> places = stackalloc int[Chunk];
        int step = isPair ? 2 : 1;
        while (start < end)
        {
            int count = 0;
            for (; count < Chunk && start < end; start += step)
                places[count++] = start;
            CatchUp(places[..count], isPair);
        }
    }

    private void CatchUp(ReadOnlySpan<int> places, bool isPair)
    {
        int width = isPair ? 2 * _storage.Stride : _storage.Stride;
        if (typeof(T) == typeof(float) && DeferredPacks.CanMove(width)) places = CatchUpPacks(places, isPair);
        if (places.IsEmpty) return;
        if (Vector512.IsHardwareAccelerated && width >= Simd512<T>.Count) CatchUp<Simd512<T>>(places, isPair);
        else if (Vector256.IsHardwareAccelerated && width >= Simd256<T>.Count) CatchUp<Simd256<T>>(places, isPair);
        else CatchUp<Simd128<T>>(places, isPair);
    }

    /// <summary>
    /// Brings rows up to date four at a time, and returns those that are left. Rows from the first steps, or of pairs that have parted, go
    /// the slow way.
    /// </summary>
    private ReadOnlySpan<int> CatchUpPacks(ReadOnlySpan<int> places, bool isPair)
    {
        const int Rows = 4, First = DeferredSteps<T>.ExactSteps;
        DeferredSteps<T>.Target target = _deferred.To(_step);
        var packs = new DeferredPacks(
            (DeferredSteps<float>)(object)_deferred, Unsafe.As<DeferredSteps<T>.Target, DeferredSteps<float>.Target>(ref target));
        ref float w = ref Unsafe.As<T, float>(ref _storage.Start), m = ref Unsafe.As<T, float>(ref _m.Start),
            v = ref Unsafe.As<T, float>(ref _v.Start);
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        ref int place = ref MemoryMarshal.GetReference(places);
        nint stride = _storage.Stride, width = isPair ? 2 * stride : stride, i = 0;
        nint fetched = Prefetch.Pays(places.Length) ? places.Length - Prefetch.Ahead : 0;
        for (; i <= places.Length - Rows; i += Rows, place = ref Unsafe.Add(ref place, Rows))
        {
            nint a = place, b = Unsafe.Add(ref place, 1), c = Unsafe.Add(ref place, 2), d = Unsafe.Add(ref place, 3);
            if (i + Rows <= fetched)
            {
                for (int k = Prefetch.Ahead; k < Prefetch.Ahead + Rows; k++)
                    Prefetch.Rows(ref w, ref m, ref v, Unsafe.Add(ref place, k) * stride);
            }

            ref int stepA = ref Unsafe.Add(ref steps, a), stepB = ref Unsafe.Add(ref steps, b), stepC = ref Unsafe.Add(ref steps, c),
                stepD = ref Unsafe.Add(ref steps, d);
            // In bits: a comparison of random numbers would be a branch that the processor has to guess.
            int early = (stepA - First) | (stepB - First) | (stepC - First) | (stepD - First);
            int apart = isPair ? Difference(ref stepA) | Difference(ref stepB) | Difference(ref stepC) | Difference(ref stepD) : 0;
            if (early < 0 || apart != 0)
            {
                CatchUp<Simd128<T>>(places.Slice((int)i, Rows), isPair);
                continue;
            }

            packs.Move(ref w, ref m, ref v, a * stride, b * stride, c * stride, d * stride, width, stepA, stepB, stepC, stepD);
            Complete(ref stepA, _step, isPair);
            Complete(ref stepB, _step, isPair);
            Complete(ref stepC, _step, isPair);
            Complete(ref stepD, _step, isPair);
        }

        return places[(int)i..];

        static int Difference(ref int step) => step ^ Unsafe.Add(ref step, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Complete(ref int step, int reached, bool isPair)
    {
        step = reached;
        if (isPair) Unsafe.Add(ref step, 1) = reached;
    }

    private void CatchUp<TV>(ReadOnlySpan<int> places, bool isPair)
        where TV : struct, ISimd<TV, T>
    {
        DeferredSteps<T>.Target target = _deferred.To(_step);
        ref T w = ref _storage.Start, m = ref _m.Start, v = ref _v.Start;
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        nint stride = _storage.Stride, width = isPair ? 2 * stride : stride;
        int fetched = Prefetch.Pays(places.Length) ? places.Length - Prefetch.Ahead : 0;
        for (int i = 0; i < places.Length; i++)
        {
            if (i < fetched) Prefetch.Rows(ref w, ref m, ref v, places[i + Prefetch.Ahead] * stride);
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

            Complete(ref step, _step, isPair);
        }
    }

    /// <summary>Brings one row, or two neighbours, from step <paramref name="from"/> to the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Apply<TV>(ref T w, ref T m, ref T v, nint row, nint width, int from, in DeferredSteps<T>.Target target)
        where TV : struct, ISimd<TV, T>
    {
        if (from == target.Step) return;
        nint i = 0;
        if (from < DeferredSteps<T>.ExactSteps)
        {
            for (; i <= width - TV.Count; i += TV.Count)
                _deferred.ApplyOneByOne<TV>(ref w, ref m, ref v, row + i, from, in target);
            for (; i < width; i += Simd128<T>.Count)
                _deferred.ApplyOneByOne<Simd128<T>>(ref w, ref m, ref v, row + i, from, in target);
            return;
        }

        DeferredSteps<T>.Jump jump = _deferred.From(from, in target);
        for (; i <= width - TV.Count; i += TV.Count)
            jump.Apply<TV>(ref w, ref m, ref v, row + i);
        for (; i < width; i += Simd128<T>.Count)
            jump.Apply<Simd128<T>>(ref w, ref m, ref v, row + i);
    }
}
