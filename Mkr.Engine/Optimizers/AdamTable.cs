using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>Adam's moments for a table, and its <see cref="RowPolicy"/>.</summary>
internal sealed class AdamTable<T> : IDeferredRows
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Rows are fetched this many ahead of their use: a table that does not fit the caches costs its memory's bandwidth, not its latency.
    private const int Ahead = 8;

    private readonly TableGradient<T> _gradient;
    private readonly Table<T> _table;
    private readonly RowPolicy _policy;
    private readonly DeferredSteps<T>? _deferred;
    private readonly AlignedBuffer<T> _m;
    private readonly AlignedBuffer<T> _v;

    // The step up to which each row has been moved.
    private readonly int[] _rowSteps;
    private int _step;
    private bool _allCurrent = true;

    public AdamTable(TableGradient<T> gradient, RowPolicy policy, DeferredSteps<T>? deferred)
    {
        _gradient = gradient;
        _table = gradient.Table;
        _policy = policy;
        _deferred = deferred;
        _m = new AlignedBuffer<T>(_table.Values.Length);
        _v = new AlignedBuffer<T>(_table.Values.Length);
        _rowSteps = deferred is null ? [] : new int[_table.Rows];
        if (deferred is not null) _table.Attach(this);
    }

    /// <summary>Step number <paramref name="number"/>.</summary>
    public void Update(in AdamStep<T> step, int number)
    {
        _step = number;
        _allCurrent = false;
        int stride = _table.Stride;
        // A row's stride is a multiple of four elements: take the widest vector that divides it.
        if (Vector512.IsHardwareAccelerated && stride % Simd512<T>.Count == 0) Update<Simd512<T>>(in step);
        else if (Vector256.IsHardwareAccelerated && stride % Simd256<T>.Count == 0) Update<Simd256<T>>(in step);
        else Update<Simd128<T>>(in step);
    }

    /// <inheritdoc/>
    public void CatchUp(ReadOnlySpan<int> rows)
    {
        if (_allCurrent) return;
        int stride = _table.Stride;
        if (Vector512.IsHardwareAccelerated && stride % Simd512<T>.Count == 0) CatchUp<Simd512<T>>(rows);
        else if (Vector256.IsHardwareAccelerated && stride % Simd256<T>.Count == 0) CatchUp<Simd256<T>>(rows);
        else CatchUp<Simd128<T>>(rows);
    }

    /// <inheritdoc/>
    public void CatchUpAll()
    {
        if (_allCurrent) return;
        Span<int> row = stackalloc int[1];
        for (row[0] = 0; row[0] < _table.Rows; row[0]++)
            CatchUp(row);
        _allCurrent = true;
    }

    private void Update<TV>(in AdamStep<T> step)
        where TV : struct, ISimd<TV, T>
    {
        if (_policy == RowPolicy.Dense) UpdateAllRows<TV>(in step);
        else UpdateTouchedRows<TV>(in step);
        if (_policy != RowPolicy.Deferred) return;
        foreach (int row in _gradient.Rows)
            _rowSteps[row] = _step;
    }

    private void UpdateTouchedRows<TV>(in AdamStep<T> step)
        where TV : struct, ISimd<TV, T>
    {
        ReadOnlySpan<int> rows = _gradient.Rows;
        ref T w = ref MemoryMarshal.GetReference(_table.Values);
        ref T m = ref MemoryMarshal.GetReference(_m.Span);
        ref T v = ref MemoryMarshal.GetReference(_v.Span);
        ref T g = ref MemoryMarshal.GetReference(_gradient.Values);
        nint stride = _table.Stride;
        for (int slot = 0; slot < rows.Length; slot++)
        {
            if (slot + Ahead < rows.Length) Fetch(ref w, ref m, ref v, rows[slot + Ahead] * stride);
            for (nint j = 0; j < stride; j += TV.Count)
                AdamKernel.UpdateVector(ref w, ref m, ref v, (rows[slot] * stride) + j, TV.Load(in g, (slot * stride) + j), in step);
        }
    }

    /// <summary>
    /// Adds the touched rows' gradients to the moments, divided by the decay that the sweep over all rows is about to apply; then sweeps.
    /// </summary>
    private void UpdateAllRows<TV>(in AdamStep<T> step)
        where TV : struct, ISimd<TV, T>
    {
        ReadOnlySpan<int> rows = _gradient.Rows;
        ref T w = ref MemoryMarshal.GetReference(_table.Values);
        ref T m = ref MemoryMarshal.GetReference(_m.Span);
        ref T v = ref MemoryMarshal.GetReference(_v.Span);
        ref T g = ref MemoryMarshal.GetReference(_gradient.Values);
        nint stride = _table.Stride;
        TV firstFactor = TV.Create(step.OneMinusBeta1 / step.Beta1);
        TV secondFactor = TV.Create(step.OneMinusBeta2 / step.Beta2);
        for (int slot = 0; slot < rows.Length; slot++)
        {
            for (nint j = 0; j < stride; j += TV.Count)
            {
                nint offset = (rows[slot] * stride) + j;
                TV gradient = TV.Load(in g, (slot * stride) + j);
                TV.Store(TV.MultiplyAdd(gradient, firstFactor, TV.Load(in m, offset)), ref m, offset);
                TV.Store(TV.MultiplyAdd(gradient * gradient, secondFactor, TV.Load(in v, offset)), ref v, offset);
            }
        }

        nint length = _table.Values.Length;
        for (nint i = 0; i < length; i += TV.Count)
            AdamKernel.DecayVector<T, TV>(ref w, ref m, ref v, i, in step);
    }

    private void CatchUp<TV>(ReadOnlySpan<int> rows)
        where TV : struct, ISimd<TV, T>
    {
        DeferredSteps<T> deferred = _deferred!;
        DeferredSteps<T>.Target target = deferred.To(_step);
        ref T w = ref MemoryMarshal.GetReference(_table.Values);
        ref T m = ref MemoryMarshal.GetReference(_m.Span);
        ref T v = ref MemoryMarshal.GetReference(_v.Span);
        ref int steps = ref MemoryMarshal.GetArrayDataReference(_rowSteps);
        nint stride = _table.Stride;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length) Fetch(ref w, ref m, ref v, rows[i + Ahead] * stride);
            int row = rows[i];
            ref int step = ref Unsafe.Add(ref steps, row);
            if (step == target.Step) continue;
            nint offset = row * stride;
            if (step < DeferredSteps<T>.ExactSteps)
            {
                for (nint j = 0; j < stride; j += TV.Count)
                    deferred.ApplyOneByOne<TV>(ref w, ref m, ref v, offset + j, step, in target);
            }
            else
            {
                DeferredSteps<T>.Jump jump = deferred.From(step, in target);
                for (nint j = 0; j < stride; j += TV.Count)
                    jump.Apply<TV>(ref w, ref m, ref v, offset + j);
            }

            step = target.Step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(ref T w, ref T m, ref T v, nint offset)
    {
        Prefetch.Line(ref Unsafe.Add(ref w, offset));
        Prefetch.Line(ref Unsafe.Add(ref m, offset));
        Prefetch.Line(ref Unsafe.Add(ref v, offset));
    }
}
