using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Mkr.Model.Speed;

namespace Mkr.Cli.Diagnosis;

/// <summary>The processor, its vectors and cores, and how the runtime compiles for it.</summary>
internal static class ProcessorFindings
{
    private const string TieredVariable = "DOTNET_TieredCompilation";

    private static readonly (string Name, bool Has)[] Features =
    [
        ("AVX-512", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("SSE4.2", Sse42.IsSupported),
        ("NEON", AdvSimd.IsSupported), ("CRC32", Sse42.IsSupported || Crc32.IsSupported),
    ];

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> All()
    {
        var machine = MachineDescription.Current();
        yield return new Finding("processor", $"{machine.Processor} ({RuntimeInformation.ProcessArchitecture})");
        string features = string.Join(", ", Features.Where(feature => feature.Has).Select(feature => feature.Name));
        bool isNarrow = RuntimeInformation.ProcessArchitecture == Architecture.X64 && !Vector256.IsHardwareAccelerated;
        yield return new Finding(
            "vectors", $"{machine.VectorBits} bits{(features.Length > 0 ? $" ({features})" : string.Empty)}",
            isNarrow ? "Training takes about twice as long without AVX2: unset DOTNET_EnableAVX2 and DOTNET_EnableHWIntrinsic." : null);
        yield return new Finding("cores", Cores(machine.Cores));
        yield return new Finding(".NET", $"{machine.Runtime} on {machine.System}");
        yield return Tiers();
    }

    private static string Cores(int usable)
    {
        double? share = ControlGroup.Cores();
        return share is double limit
            ? string.Create(CultureInfo.InvariantCulture, $"{usable} usable; the container's share is {limit:0.##}")
            : string.Create(CultureInfo.InvariantCulture, $"{usable} usable; no limit by a container");
    }

    /// <summary>The program is built without tiers; a variable of the environment goes first.</summary>
    private static Finding Tiers()
    {
        string? given = Environment.GetEnvironmentVariable(TieredVariable);
        bool isOn = given is null ? AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out bool value) && value : given != "0";
        return new Finding(
            "JIT", isOn ? "in tiers" : "optimised at once",
            isOn ? $"A short training spends half of its time in code that is not optimised: unset {TieredVariable}." : null);
    }
}
