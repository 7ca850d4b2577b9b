using System.Numerics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Adam's steps with gradient 0, many at once. After step s a row has moments m and v. Its step s + j multiplies them by β1ʲ and β2ʲ and moves it by
/// -rate β1ʲ m / (1 - β1ˢ⁺ʲ) / (√(β2ʲ v) / √(1 - β2ˢ⁺ʲ) + ε). With h(k) = √(1 - β2ᵏ) / (1 - β1ᵏ) and ρ = β1 / √β2 the sum over j = 1..n is, to the first
/// order in ε, -rate m / √v (A - ε / √v D), where A = Σ ρʲ h(s+j) and D = Σ (β1/β2)ʲ h(s+j) √(1 - β2ˢ⁺ʲ); and A - xD = A / (1 + x D / A) to that order, which
/// stays right for large x. Both sums are differences of infinite ones that depend on s alone: two table look-ups, whatever n is.
/// </summary>
/// <remarks>In the first steps, where the bias corrections and so the terms move fast, the steps are made one by one.</remarks>
internal sealed class DeferredSteps<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ExactSteps = 64;

    // From some step on, h(k) = 1 to the last bit, and the infinite sums no longer change.
    private const int TableLength = 40_000;

    // Beyond this many terms, the infinite sums gain less than the last bit of a double.
    private const int Terms = 800;

    private readonly AdamStep<T>[] _exact = new AdamStep<T>[ExactSteps + 1];
    private readonly (T A, T D)[] _tails = new (T A, T D)[TableLength + 1];
    private readonly (T Beta1, T Beta2, T Rho1, T Rho2)[] _powers = new (T Beta1, T Beta2, T Rho1, T Rho2)[TableLength + 1];
    private readonly T _rate;
    private readonly T _epsilon;

    public DeferredSteps(AdamOptions options)
    {
        _rate = T.CreateChecked(options.LearningRate);
        _epsilon = T.CreateChecked(options.Epsilon);
        for (int step = 1; step <= ExactSteps; step++)
            _exact[step] = new AdamStep<T>(options, step);
        double beta1 = options.Beta1, beta2 = options.Beta2, rho1 = beta1 / Math.Sqrt(beta2), rho2 = beta1 / beta2;
        double a = 0, d = 0;
        for (int s = TableLength + Terms; s >= 0; s--)
        {
            double root = Math.Sqrt(1 - Math.Pow(beta2, s + 1));
            double h = root / (1 - Math.Pow(beta1, s + 1));
            a = rho1 * (h + a);
            d = rho2 * ((h * root) + d);
            if (s <= TableLength) _tails[s] = (T.CreateChecked(a), T.CreateChecked(d));
        }

        for (int n = 0; n <= TableLength; n++)
        {
            _powers[n] = (T.CreateChecked(Math.Pow(beta1, n)), T.CreateChecked(Math.Pow(beta2, n)),
                T.CreateChecked(Math.Pow(rho1, n)), T.CreateChecked(Math.Pow(rho2, n)));
        }
    }

    /// <summary>Makes <paramref name="count"/> steps with gradient 0 after step <paramref name="from"/>, on the vector at <paramref name="offset"/>.</summary>
    public void Apply<TV>(ref T values, ref T m, ref T v, nint offset, int from, int count)
        where TV : struct, ISimd<TV, T>
    {
        if (!TV.AnyNonZero(TV.Load(in m, offset)))
        {
            TV.Store(TV.Load(in v, offset) * TV.Create(_powers[Math.Min(count, TableLength)].Beta2), ref v, offset);
            return;
        }

        while (from < ExactSteps && count > 0)
        {
            AdamKernel.DecayVector<T, TV>(ref values, ref m, ref v, offset, in _exact[++from]);
            count--;
        }

        if (count > 0) ApplyClosedForm<TV>(ref values, ref m, ref v, offset, from, count);
    }

    private void ApplyClosedForm<TV>(ref T values, ref T m, ref T v, nint offset, int from, int count)
        where TV : struct, ISimd<TV, T>
    {
        (T startA, T startD) = _tails[Math.Min(from, TableLength)];
        (T endA, T endD) = _tails[(int)Math.Min((long)from + count, TableLength)];
        (T beta1, T beta2, T power1, T power2) = _powers[Math.Min(count, TableLength)];
        T a = startA - (power1 * endA);
        T d = startD - (power2 * endD);
        TV first = TV.Load(in m, offset), second = TV.Load(in v, offset);
        // Where v is 0 so is m, and the smallest normal number keeps 0 / 0 away.
        TV denominator = TV.Sqrt(second) + TV.Create((_epsilon * d / a) + T.CreateChecked(1e-37));
        TV.Store(TV.Load(in values, offset) - (TV.Create(_rate * a) * first / denominator), ref values, offset);
        TV.Store(first * TV.Create(beta1), ref m, offset);
        TV.Store(second * TV.Create(beta2), ref v, offset);
    }
}
