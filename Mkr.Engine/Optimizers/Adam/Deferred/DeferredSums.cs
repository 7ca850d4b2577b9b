using System.Collections.Concurrent;
using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// The infinite sums and powers that <see cref="DeferredSteps{T}"/> looks up. They depend on Adam's decays alone, and are computed once for
/// all optimizers that share them.
/// </summary>
internal sealed class DeferredSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<(double Beta1, double Beta2), DeferredSums<T>> All = new();

    private DeferredSums(double beta1, double beta2)
    {
        double rho1 = beta1 / Math.Sqrt(beta2), rho2 = beta1 / beta2;
        // From this step on, h = 1 to the last bit of a double, and the infinite sums are geometric ones that no longer change.
        Last = (int)Math.Ceiling(Math.Log(Math.BitIncrement(1) - 1) / Math.Log(beta2));
        Tails = new (T A, T D)[Last + 1];
        Powers = new (T Beta1, T Beta2, T Rho1, T Rho2)[Last + 1];
        double a = rho1 / (1 - rho1), d = rho2 / (1 - rho2);
        for (int s = Last; s >= 0; s--)
        {
            double root = Math.Sqrt(1 - Math.Pow(beta2, s + 1));
            double h = root / (1 - Math.Pow(beta1, s + 1));
            a = rho1 * (h + a);
            d = rho2 * ((h * root) + d);
            Tails[s] = (T.CreateChecked(a), T.CreateChecked(d));
        }

        for (int n = 0; n <= Last; n++)
        {
            // A moment that has all but vanished is 0: denormal numbers are slow.
            double power = Math.Pow(beta1, n);
            Powers[n] = (T.CreateChecked(power < 1e-30 ? 0 : power), T.CreateChecked(Math.Pow(beta2, n)),
                T.CreateChecked(Math.Pow(rho1, n)), T.CreateChecked(Math.Pow(rho2, n)));
        }
    }

    /// <summary>The last entry of either list: it holds for all later ones too.</summary>
    public int Last { get; }

    /// <summary>The infinite sums after step s: Σ ρʲ h(s+j) and Σ (β1/β2)ʲ h(s+j) √(1 - β2ˢ⁺ʲ).</summary>
    public (T A, T D)[] Tails { get; }

    /// <summary>The nth powers of β1, β2, ρ and β1 / β2.</summary>
    public (T Beta1, T Beta2, T Rho1, T Rho2)[] Powers { get; }

    /// <summary>Those of the given decays.</summary>
    public static DeferredSums<T> Of(double beta1, double beta2) =>
        All.GetOrAdd((beta1, beta2), decays => new DeferredSums<T>(decays.Beta1, decays.Beta2));
}
