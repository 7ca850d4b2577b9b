using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Adam's steps with gradient 0, many at once. After step s a row has moments m and v. Its step s + j multiplies them by β1ʲ and β2ʲ and moves it by
/// -rate β1ʲ m / (1 - β1ˢ⁺ʲ) / (√(β2ʲ v) / √(1 - β2ˢ⁺ʲ) + ε). With h(k) = √(1 - β2ᵏ) / (1 - β1ᵏ) and ρ = β1 / √β2 the sum over j = 1..n is, to the first
/// order in ε, -rate m / √v (A - ε / √v D), where A = Σ ρʲ h(s+j) and D = Σ (β1/β2)ʲ h(s+j) √(1 - β2ˢ⁺ʲ); and A - xD = A² / (A + x D) to that order, which
/// stays right for large x: the sum is -rate A² m / (A √v + ε D). Both sums are differences of infinite ones that depend on s alone: two table look-ups, whatever n is.
/// </summary>
/// <remarks>In the first steps, where the bias corrections and so the terms move fast, the steps are made one by one.</remarks>
internal sealed class DeferredSteps<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The first steps, which are made one by one.</summary>
    public const int ExactSteps = 64;

    private readonly AdamStep<T>[] _exact = new AdamStep<T>[ExactSteps + 1];
    private readonly int _last;

    public DeferredSteps(AdamOptions options)
    {
        Rate = T.CreateChecked(options.LearningRate);
        Epsilon = T.CreateChecked(options.Epsilon);
        for (int step = 1; step <= ExactSteps; step++)
            _exact[step] = new AdamStep<T>(options, step);
        double beta1 = options.Beta1, beta2 = options.Beta2, rho1 = beta1 / Math.Sqrt(beta2), rho2 = beta1 / beta2;
        // From this step on, h = 1 to the last bit of a double, and the infinite sums are geometric ones that no longer change.
        _last = (int)Math.Ceiling(Math.Log(Math.BitIncrement(1) - 1) / Math.Log(beta2));
        Tails = new (T A, T D)[_last + 1];
        Powers = new (T Beta1, T Beta2, T Rho1, T Rho2)[_last + 1];
        double a = rho1 / (1 - rho1), d = rho2 / (1 - rho2);
        for (int s = _last; s >= 0; s--)
        {
            double root = Math.Sqrt(1 - Math.Pow(beta2, s + 1));
            double h = root / (1 - Math.Pow(beta1, s + 1));
            a = rho1 * (h + a);
            d = rho2 * ((h * root) + d);
            Tails[s] = (T.CreateChecked(a), T.CreateChecked(d));
        }

        for (int n = 0; n <= _last; n++)
        {
            // A moment that has all but vanished is 0: denormal numbers are slow.
            double power = Math.Pow(beta1, n);
            Powers[n] = (T.CreateChecked(power < 1e-30 ? 0 : power), T.CreateChecked(Math.Pow(beta2, n)),
                T.CreateChecked(Math.Pow(rho1, n)), T.CreateChecked(Math.Pow(rho2, n)));
        }
    }

    /// <summary>The infinite sums after step s: Σ ρʲ h(s+j) and Σ (β1/β2)ʲ h(s+j) √(1 - β2ˢ⁺ʲ). The last entry holds for all later steps too.</summary>
    public (T A, T D)[] Tails { get; }

    /// <summary>The nth powers of β1, β2, ρ and β1 / β2. The last entry is small enough for all larger n.</summary>
    public (T Beta1, T Beta2, T Rho1, T Rho2)[] Powers { get; }

    /// <summary>The learning rate.</summary>
    public T Rate { get; }

    /// <summary>ε.</summary>
    public T Epsilon { get; }

    /// <summary>The step that rows are to be brought to.</summary>
    public Target To(int step)
    {
        (T a, T d) = Tails[Math.Min(step, _last)];
        return new Target(step, a, d);
    }

    /// <summary>The way from step <paramref name="from"/>, at least <see cref="ExactSteps"/>, to <paramref name="target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Jump From(int from, in Target target)
    {
        (T startA, T startD) = Tails[Math.Min(from, _last)];
        (T beta1, T beta2, T power1, T power2) = Powers[Math.Min(target.Step - from, _last)];
        T a = startA - (power1 * target.A), d = startD - (power2 * target.D);
        // Where v is 0 so is m, and the smallest normal number keeps 0 / 0 away.
        return new Jump(beta1, beta2, Rate * a * a, a, (Epsilon * d) + T.CreateTruncating(1e-37));
    }

    /// <summary>Brings the vector at <paramref name="offset"/> from an early step to <paramref name="target"/>.</summary>
    public void ApplyOneByOne<TV>(ref T values, ref T m, ref T v, nint offset, int from, in Target target)
        where TV : struct, ISimd<TV, T>
    {
        if (!TV.AnyNonZero(TV.Load(in m, offset)))
        {
            // A row without a gradient so far; nothing moves it.
            TV.Store(TV.Load(in v, offset) * TV.Create(Powers[Math.Min(target.Step - from, _last)].Beta2), ref v, offset);
            return;
        }

        while (from < Math.Min(target.Step, ExactSteps))
            AdamKernel.DecayVector<T, TV>(ref values, ref m, ref v, offset, in _exact[++from]);
        if (from < target.Step) From(from, in target).Apply<TV>(ref values, ref m, ref v, offset);
    }

    /// <summary>A step, and the infinite sums after it.</summary>
    internal readonly record struct Target(int Step, T A, T D);

    /// <summary>A number of steps with gradient 0: m and v shrink by the factors, and w moves by -Move m / (Root √v + Epsilon).</summary>
    internal readonly record struct Jump(T Beta1, T Beta2, T Move, T Root, T Epsilon)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TV>(ref T values, ref T m, ref T v, nint offset)
            where TV : struct, ISimd<TV, T>
        {
            TV first = TV.Load(in m, offset), second = TV.Load(in v, offset);
            TV denominator = TV.MultiplyAdd(TV.Sqrt(second), TV.Create(Root), TV.Create(Epsilon));
            TV.Store(TV.Load(in values, offset) - (TV.Create(Move) * first / denominator), ref values, offset);
            TV.Store(first * TV.Create(Beta1), ref m, offset);
            TV.Store(second * TV.Create(Beta2), ref v, offset);
        }
    }
}
