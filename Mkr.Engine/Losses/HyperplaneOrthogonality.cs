using System.Numerics;

namespace Mkr.Engine.Losses;

/// <summary>
/// TransH's soft constraint that a relation's translation r lies in its hyperplane with the normal n (Wang et al., 2014, equation 3),
/// summed over the batch: max(0, (n · r)² / (|n|² |r|²) - ε²). Backward, where it is above 0, with c = n · r and the quotient q:
/// gradR = 2 scale (c / (|n|² |r|²) n - q / |r|² r), and gradN likewise with n and r exchanged.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class HyperplaneOrthogonality<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _r;
    private readonly Variable<T> _normal;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="r">r.</param>
    /// <param name="normal">n.</param>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public HyperplaneOrthogonality(Tape<T> tape, Variable<T> r, Variable<T> normal)
        : base(tape, "hyperplane orthogonality", r, normal)
    {
        Guard.SameSize(Name, r.Name, r.Features, normal.Name, normal.Features);
        (_r, _normal) = (r, normal);
    }

    /// <summary>ε: the cosine of r and n that costs nothing.</summary>
    public double Epsilon { get; init; } = 0.1;

    /// <inheritdoc/>
    public override void Forward()
    {
        for (int lane = 0; lane < _r.Shape.Lanes; lane++)
        {
            (T product, T ofR, T ofNormal) = Products(lane);
            if (Excess(product, ofR, ofNormal) is T excess && excess > T.Zero) Sum += double.CreateTruncating(excess);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> r = _r.Value, n = _normal.Value, gradR = _r.Gradient, gradN = _normal.Gradient;
        T scale = T.CreateTruncating(2 * Factor);
        for (int lane = 0; lane < _r.Shape.Lanes; lane++)
        {
            (T product, T ofR, T ofNormal) = Products(lane);
            bool counts = Excess(product, ofR, ofNormal) > T.Zero;
            T common = counts ? scale * product / (ofR * ofNormal) : T.Zero;
            T alongR = counts ? common * product / ofR : T.Zero, alongN = counts ? common * product / ofNormal : T.Zero;
            for (int j = 0; j < _r.Features; j++)
            {
                T x = r[j][lane], y = n[j][lane];
                gradR[j][lane] = (common * y) - (alongR * x) + (Adds(0) ? gradR[j][lane] : T.Zero);
                gradN[j][lane] = (common * x) - (alongN * y) + (Adds(1) ? gradN[j][lane] : T.Zero);
            }
        }

        _r.ClearPadding();
        _normal.ClearPadding();
    }

    private T Excess(T product, T ofR, T ofNormal) => ofR > T.Zero && ofNormal > T.Zero
        ? (product * product / (ofR * ofNormal)) - T.CreateTruncating(Epsilon * Epsilon)
        : T.Zero;

    private (T Product, T OfR, T OfNormal) Products(int lane)
    {
        LaneMatrix<T> r = _r.Value, n = _normal.Value;
        T product = T.Zero, ofR = T.Zero, ofNormal = T.Zero;
        for (int j = 0; j < _r.Features; j++)
        {
            T x = r[j][lane], y = n[j][lane];
            product += x * y;
            ofR += x * x;
            ofNormal += y * y;
        }

        return (product, ofR, ofNormal);
    }
}
