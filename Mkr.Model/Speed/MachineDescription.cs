using System.Runtime.InteropServices;
using Mkr.Engine.Roofline;

namespace Mkr.Model.Speed;

/// <summary>The machine that speeds were measured on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">The cores that this process may use.</param>
/// <param name="VectorBits">The width of the widest vectors that the kernels use.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="System">The operating system.</param>
internal sealed record MachineDescription(string Processor, int Cores, int VectorBits, string Runtime, string System)
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>This machine.</summary>
    public static MachineDescription Current() => new(
        ProcessorName(), Environment.ProcessorCount, RoofKernels.Lanes * sizeof(float) * 8,
        RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);

    private static string ProcessorName()
    {
        string? line = File.Exists(LinuxProcessors)
            ? File.ReadLines(LinuxProcessors).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
