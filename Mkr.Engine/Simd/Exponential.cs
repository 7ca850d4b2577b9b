using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine.Simd;

/// <summary>e to the power x of floats, in line where it is used.</summary>
/// <remarks>
/// x = n ln 2 + r with |r| at most ln 2 / 2; exp(r) is its Taylor polynomial of degree 7, whose remainder is below 2^-27, and 2^n goes into
/// the exponent. ln 2 is subtracted in two parts (Cody and Waite, 1980), the first with few enough bits for n times it to be exact. Above
/// 88 and below -87, where floats end, the result is that of the limit; NaN stays NaN.
/// </remarks>
internal static class Exponential
{
    private const float LnTwoHigh = 0.693359375f;
    private const float LnTwoLow = -2.12194440e-4f;

    /// <summary>exp(x), within two units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Of<TV>(TV x)
        where TV : struct, ISimd<TV, float>
    {
        x = TV.Min(TV.Max(x, TV.Create(-87f)), TV.Create(88f));
        TV n = TV.Round(x * TV.Create(1.44269504f));
        TV r = TV.MultiplyAdd(n, TV.Create(-LnTwoHigh), x);
        r = TV.MultiplyAdd(n, TV.Create(-LnTwoLow), r);
        TV p = TV.MultiplyAdd(r, TV.Create(1f / 5040), TV.Create(1f / 720));
        p = TV.MultiplyAdd(p, r, TV.Create(1f / 120));
        p = TV.MultiplyAdd(p, r, TV.Create(1f / 24));
        p = TV.MultiplyAdd(p, r, TV.Create(1f / 6));
        p = TV.MultiplyAdd(p, r, TV.Create(0.5f));
        p = TV.MultiplyAdd(p, r, TV.Create(1f));
        return TV.ScaleByPowerOfTwo(TV.MultiplyAdd(p, r, TV.Create(1f)), n);
    }
}
