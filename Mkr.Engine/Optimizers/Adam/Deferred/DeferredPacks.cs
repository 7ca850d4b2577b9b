using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mkr.Engine.Kernels;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// <see cref="DeferredSteps{T}.Jump"/> of floats with AVX-512, four rows at a time: the numbers of their jumps side by side in one vector,
/// and several short rows in one vector (see <see cref="RowPack"/>).
/// </summary>
internal readonly ref struct DeferredPacks
{
    private readonly ref float _tails;
    private readonly ref float _powers;
    private readonly int _last;
    private readonly int _target;
    private readonly Vector128<float> _targetA;
    private readonly Vector128<float> _targetD;
    private readonly Vector128<float> _rate;
    private readonly Vector128<float> _epsilon;

    /// <summary>The way to <paramref name="target"/>.</summary>
    public DeferredPacks(DeferredSteps<float> steps, in DeferredSteps<float>.Target target)
    {
        _tails = ref Unsafe.As<(float A, float D), float>(ref MemoryMarshal.GetArrayDataReference(steps.Tails));
        _powers = ref Unsafe.As<(float Beta1, float Beta2, float Rho1, float Rho2), float>(
            ref MemoryMarshal.GetArrayDataReference(steps.Powers));
        _last = steps.Tails.Length - 1;
        _target = target.Step;
        _targetA = Vector128.Create(target.A);
        _targetD = Vector128.Create(target.D);
        _rate = Vector128.Create(steps.Rate);
        _epsilon = Vector128.Create(steps.Epsilon);
    }

    /// <summary>Whether rows of <paramref name="width"/> floats can be moved by this.</summary>
    public static bool CanMove(nint width) => Avx512F.IsSupported && (width is 4 or 8 || width >= 16);

    /// <summary>
    /// Moves the rows at offsets a to d, of <paramref name="width"/> elements each, from the steps of the four to the target.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move(
        ref float w, ref float m, ref float v, nint a, nint b, nint c, nint d, nint width, int stepA, int stepB, int stepC, int stepD)
    {
        Vector128<float> ab = Vector128.Create(Tail(stepA), Tail(stepB)).AsSingle(),
            cd = Vector128.Create(Tail(stepC), Tail(stepD)).AsSingle();
        FourByFour.TransposeSingle(
            Power(stepA), Power(stepB), Power(stepC), Power(stepD),
            out Vector128<float> beta1, out Vector128<float> beta2, out Vector128<float> rho1, out Vector128<float> rho2);
        Vector128<float> root = Sse.Shuffle(ab, cd, 0x88) - (rho1 * _targetA), tail = Sse.Shuffle(ab, cd, 0xDD) - (rho2 * _targetD);
        Vector128<float> epsilon = (_epsilon * tail) + Vector128.Create(1e-37f), move = _rate * root * root;
        if (width == 4)
        {
            var index = Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
            Apply(4, ref w, ref m, ref v, a, b, c, d, Spread(beta1, index), Spread(beta2, index), Spread(move, index), Spread(root, index),
                Spread(epsilon, index));
        }
        else if (width == 8)
        {
            var index = Vector512.Create(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
            Apply(2, ref w, ref m, ref v, a, b, 0, 0, Spread(beta1, index), Spread(beta2, index), Spread(move, index), Spread(root, index),
                Spread(epsilon, index));
            index += Vector512.Create(2);
            Apply(2, ref w, ref m, ref v, c, d, 0, 0, Spread(beta1, index), Spread(beta2, index), Spread(move, index), Spread(root, index),
                Spread(epsilon, index));
        }
        else
        {
            Row(ref w, ref m, ref v, a, width, beta1, beta2, move, root, epsilon, 0);
            Row(ref w, ref m, ref v, b, width, beta1, beta2, move, root, epsilon, 1);
            Row(ref w, ref m, ref v, c, width, beta1, beta2, move, root, epsilon, 2);
            Row(ref w, ref m, ref v, d, width, beta1, beta2, move, root, epsilon, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<float> Spread(Vector128<float> x, Vector512<int> index) =>
        new(Avx512F.PermuteVar16x32(x.ToVector256Unsafe().ToVector512Unsafe(), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        ref float w, ref float m, ref float v, nint row, nint width,
        Vector128<float> beta1, Vector128<float> beta2, Vector128<float> move, Vector128<float> root, Vector128<float> epsilon, int which)
    {
        var index = Vector512.Create(which);
        Simd512<float> b1 = Spread(beta1, index), b2 = Spread(beta2, index), by = Spread(move, index), r = Spread(root, index),
            e = Spread(epsilon, index);
        nint end = row + width;
        for (; row <= end - 16; row += 16)
            Apply(1, ref w, ref m, ref v, row, 0, 0, 0, b1, b2, by, r, e);
        if (row == end) return;
        var rest = new DeferredSteps<float>.Jump(First(b1), First(b2), First(by), First(r), First(e));
        for (; row < end; row += Simd128<float>.Count)
            rest.Apply<Simd128<float>>(ref w, ref m, ref v, row);

        static float First(Simd512<float> x) => x.Value.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(
        int rows, ref float w, ref float m, ref float v, nint a, nint b, nint c, nint d,
        Simd512<float> beta1, Simd512<float> beta2, Simd512<float> move, Simd512<float> root, Simd512<float> epsilon)
    {
        Simd512<float> values = RowPack.Load(ref w, rows, a, b, c, d), first = RowPack.Load(ref m, rows, a, b, c, d),
            second = RowPack.Load(ref v, rows, a, b, c, d);
        Simd512<float> denominator = Simd512<float>.MultiplyAdd(Simd512<float>.Sqrt(second), root, epsilon);
        RowPack.Store(first * beta1, ref m, rows, a, b, c, d);
        RowPack.Store(second * beta2, ref v, rows, a, b, c, d);
        RowPack.Store(values - (move * first / denominator), ref w, rows, a, b, c, d);
    }

    /// <summary>The two infinite sums after a step, as one number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Tail(int step) => Unsafe.As<float, double>(ref Unsafe.Add(ref _tails, 2 * (nint)Clamp(step)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Power(int step) => Vector128.LoadUnsafe(ref Unsafe.Add(ref _powers, 4 * (nint)Clamp(_target - step)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Clamp(int step) => step < _last ? step : _last;
}
