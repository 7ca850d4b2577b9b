using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Adam's steps with gradient 0, many at once. After step s a row has moments m and v. Its step s + j multiplies them by β1ʲ and β2ʲ and
/// moves it by -rate β1ʲ m / (1 - β1ˢ⁺ʲ) / (√(β2ʲ v) / √(1 - β2ˢ⁺ʲ) + ε). With h(k) = √(1 - β2ᵏ) / (1 - β1ᵏ) and ρ = β1 / √β2 the sum over
/// j = 1..n is, to the first order in ε, -rate m / √v (A - ε / √v D), where A = Σ ρʲ h(s+j) and D = Σ (β1/β2)ʲ h(s+j) √(1 - β2ˢ⁺ʲ); and A -
/// xD = A² / (A + x D) to that order, which stays right for large x: the sum is -rate A² m / (A √v + ε D). Both sums are differences of
/// infinite ones that depend on s alone: two table look-ups, whatever n is.
/// </summary>
/// <remarks>In the first steps, where the bias corrections and so the terms move fast, the steps are made one by one.</remarks>
internal sealed class DeferredSteps<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The first steps, which are made one by one.</summary>
    public const int ExactSteps = 64;

    private readonly AdamStep<T>[] _exact = new AdamStep<T>[ExactSteps + 1];
    private readonly DeferredSums<T> _sums;

    public DeferredSteps(AdamOptions options)
    {
        Rate = T.CreateChecked(options.LearningRate);
        Epsilon = T.CreateChecked(options.Epsilon);
        for (int step = 1; step <= ExactSteps; step++)
            _exact[step] = new AdamStep<T>(options, step);
        _sums = DeferredSums<T>.Of(options.Beta1, options.Beta2);
    }

    /// <inheritdoc cref="DeferredSums{T}.Tails"/>
    public (T A, T D)[] Tails => _sums.Tails;

    /// <inheritdoc cref="DeferredSums{T}.Powers"/>
    public (T Beta1, T Beta2, T Rho1, T Rho2)[] Powers => _sums.Powers;

    /// <summary>The learning rate.</summary>
    public T Rate { get; }

    /// <summary>ε.</summary>
    public T Epsilon { get; }

    /// <summary>The step that rows are to be brought to.</summary>
    public Target To(int step)
    {
        (T a, T d) = Tails[Math.Min(step, _sums.Last)];
        return new Target(step, a, d);
    }

    /// <summary>The way from step <paramref name="from"/>, at least <see cref="ExactSteps"/>, to <paramref name="target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Jump From(int from, in Target target)
    {
        (T startA, T startD) = Tails[Math.Min(from, _sums.Last)];
        (T beta1, T beta2, T power1, T power2) = Powers[Math.Min(target.Step - from, _sums.Last)];
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
            TV.Store(TV.Load(in v, offset) * TV.Create(Powers[Math.Min(target.Step - from, _sums.Last)].Beta2), ref v, offset);
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
