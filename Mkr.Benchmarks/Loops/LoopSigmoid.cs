using System.Numerics;

namespace Mkr.Benchmarks.Loops;

/// <summary>The sigmoid and the cross-entropy of one example.</summary>
internal static class LoopSigmoid
{
    public static T Of<T>(T z)
        where T : unmanaged, IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-z));

    /// <summary>max(z, 0) - z y + log(1 + exp(-|z|)).</summary>
    public static T CrossEntropy<T>(T z, T label)
        where T : unmanaged, IFloatingPointIeee754<T> => T.Max(z, T.Zero) - (z * label) + T.Log(T.One + T.Exp(-T.Abs(z)));
}
