using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Tests.Cli;

namespace Mkr.Tests.Engine.Jit;

/// <summary>
/// The machine code of the hot kernels, as the program compiles it while it trains: their inner loops calculate with vectors of the meant
/// width, and call nothing.
/// </summary>
[TestFixture(512, "zmm", "")]
[TestFixture(256, "ymm", "DOTNET_EnableAVX512")]
[TestFixture(128, "xmm", "DOTNET_EnableAVX2")]
internal sealed partial class GeneratedCodeTests(int bits, string register, string variable)
{
    private const string Disassembled = "*DenseKernel:* *DenseWeightsKernel:* *CrossCompressKernel:* *CrossCompressBackward:* "
        + "*InnerProductKernel:* *RowTranspose:* *RowGather512:* *RowScatter512:* *AdamTable*:*";

    private CompiledMethod[] _methods = [];

    [OneTimeSetUp]
    public void Train()
    {
        int widest = Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 0;
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64) Assert.Ignore("The registers are those of x64.");
        if (widest < bits) Assert.Ignore($"Vectors have {widest} bits here, not {bits}.");
        string listing = Path.GetTempFileName();
        try
        {
            List<(string, string)> environment =
            [
                ("DOTNET_JitDisasm", Disassembled), ("DOTNET_JitStdOutFile", listing),
            ];
            if (variable.Length > 0) environment.Add((variable, "0"));
            (int exitCode, _, string error) = MkrProgram.Run(
                [.. environment], "train", "--model", "mkr", "--epochs", "1", "--threads", "1", "--set", "dim=32");
            Assert.That(exitCode, Is.Zero, error);
            _methods = [.. CompiledMethod.Parse(File.ReadLines(listing))];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    [TestCase("DenseKernel", 2)]
    [TestCase("DenseWeightsKernel", 2)]
    [TestCase("CrossCompressKernel", 1)]
    [TestCase("CrossCompressBackward", 2)]
    [TestCase("InnerProductKernel", 2)]
    [TestCase("AdamTable", 1)]
    public void Loops_use_vectors_of_the_meant_width(string kernel, int least)
    {
        int vectorised = 0;
        foreach (CompiledMethod method in _methods.Where(m => m.Name.Contains(kernel, StringComparison.Ordinal)
            && m.Name.Contains(".Simd", StringComparison.Ordinal)))
        {
            Assert.That(method.Name, Does.Contain($".Simd{bits}`"));
            string[] arithmetic = [.. method.InnermostLoops.SelectMany(loop => loop).Where(line => PackedArithmetic().IsMatch(line))];
            foreach (string line in arithmetic)
                Assert.That(line, Does.Contain(register), method.Name);
            vectorised += arithmetic.Length > 0 ? 1 : 0;
        }

        Assert.That(vectorised, Is.AtLeast(least), $"kernels of {kernel} with {register}");
    }

    /// <summary>Gathering and scattering move blocks, whose size has nothing to do with the widest vectors.</summary>
    [Test]
    public void Rows_are_transposed_in_registers()
    {
        IEnumerable<CompiledMethod> vectorised = _methods.Where(m => m.Name.Contains("Kernels.Row", StringComparison.Ordinal))
            .Where(m => m.InnermostLoops.Any(loop => loop.Any(line => Shuffle().IsMatch(line))));
        Assert.That(vectorised.Count(), Is.AtLeast(2), "gather and scatter");
    }

    [Test]
    public void Loops_call_nothing()
    {
        foreach (CompiledMethod method in _methods)
        {
            foreach (string[] loop in method.InnermostLoops.Where(loop => loop.Any(line => VectorRegister().IsMatch(line))))
                Assert.That(loop, Has.None.StartsWith("call"), method.Name);
        }
    }

    [GeneratedRegex("^v(add|sub|mul|div|sqrt|fn?m(add|sub)\\d+)ps ")]
    private static partial Regex PackedArithmetic();

    [GeneratedRegex("[xyz]mm\\d")]
    private static partial Regex VectorRegister();

    [GeneratedRegex("^v(unpck|shuf|perm|movlh|movhl)\\w+ ")]
    private static partial Regex Shuffle();
}
