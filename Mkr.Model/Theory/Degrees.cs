using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr.Sharing;

namespace Mkr.Model.Theory;

/// <summary>
/// The degrees of |vL|₁ and |eL|₁ as polynomials: along s v, along s e, and along both. With positive numbers the norms are polynomials
/// with positive coefficients, and
/// <code>
/// degree = log2(f(2 s) / f(s)) for large s
/// </code>
/// Theorem 1: 2^(L-1), 2^(L-1) and 2^L for cross&amp;compress units. Proposition 2: 1, L and L + 1 for vL of a cross network, L, 1 and
/// L + 1 for its eL.
/// </summary>
internal static class Degrees
{
    private const double Large = 1 << 24;
    private const double Tolerance = 1e-4;

    public static IEnumerable<TheoryResult> Of(FeatureSharing sharing, int layers)
    {
        var random = new SeededRandom(14);
        Func<double> next = UnitProbe.Positive(random);
        var probe = new UnitProbe(sharing, layers, next);
        double[] v = UnitProbe.Vector(next), e = UnitProbe.Vector(next);
        bool isCross = sharing == FeatureSharing.CrossCompress;
        string source = isCross ? "theorem 1" : "proposition 2";
        foreach (CrossOutputs output in new[] { CrossOutputs.Item, CrossOutputs.Entity })
        {
            bool isItem = output == CrossOutputs.Item;
            double alongOwn = isCross ? 1 << (layers - 1) : 1, alongOther = isCross ? 1 << (layers - 1) : layers;
            (string Along, double Degree, Func<double, double> F)[] lines =
            [
                ("v", isItem ? alongOwn : alongOther, s => UnitProbe.Norm(probe.Run(UnitProbe.Times(s, v), e, output))),
                ("e", isItem ? alongOther : alongOwn, s => UnitProbe.Norm(probe.Run(v, UnitProbe.Times(s, e), output))),
                ("both", alongOwn + alongOther, s =>
                    UnitProbe.Norm(probe.Run(UnitProbe.Times(s, v), UnitProbe.Times(s, e), output))),
            ];
            foreach ((string along, double degree, Func<double, double> f) in lines)
            {
                double found = Math.Log2(f(2 * Large) / f(Large));
                string norm = isItem ? "|vL|" : "|eL|";
                yield return new TheoryResult($"{source}: degree of {norm} along {along}", layers, degree, found, Tolerance);
            }
        }
    }
}
