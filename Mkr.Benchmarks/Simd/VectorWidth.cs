using System.Runtime.Intrinsics;
using Mkr.Engine;

namespace Mkr.Benchmarks.Simd;

/// <summary>A width of vectors that the runtime can be held to, and how.</summary>
/// <param name="Bits">0 for no vectors at all.</param>
/// <param name="Variable">The environment variable that, set to 0, allows no wider ones.</param>
internal sealed record VectorWidth(int Bits, string Variable)
{
    /// <summary>The widths below 512, widest first.</summary>
    public static IReadOnlyList<VectorWidth> Narrower { get; } =
    [
        new(256, "DOTNET_EnableAVX512"), new(128, "DOTNET_EnableAVX2"), new(0, "DOTNET_EnableHWIntrinsic"),
    ];

    public static int Widest { get; } =
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    public static string NameOf(int bits) => bits == 0 ? "none" : bits + " bits";

    /// <summary>Checks that this process' vectors are no wider than its environment allows.</summary>
    /// <exception cref="InvalidOperationException">They are: the runtime does not know the variable.</exception>
    public static void CheckEnvironment()
    {
        foreach (VectorWidth width in Narrower)
        {
            if (Environment.GetEnvironmentVariable(width.Variable) == "0" && Widest > width.Bits)
                throw new InvalidOperationException($"{width.Variable}=0 is set, but vectors have {Widest} bits.");
        }
    }
}
