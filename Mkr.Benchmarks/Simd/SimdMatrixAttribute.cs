using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace Mkr.Benchmarks.Simd;

/// <summary>
/// Runs a class with narrower vectors, too: with all widths below the processor's, and with none. 128 bits, which every processor has, are
/// the baseline.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SimdMatrixAttribute : Attribute, IConfigSource
{
    public SimdMatrixAttribute()
    {
        var config = ManualConfig.CreateEmpty();
        foreach (VectorWidth width in VectorWidth.Narrower.Where(width => width.Bits < VectorWidth.Widest))
            config.AddJob(BenchmarkSettings.Short.WithEnvironmentVariable(width.Variable, "0").WithId(VectorWidth.NameOf(width.Bits))
                .WithBaseline(width.Bits == 128));
        Config = config;
    }

    public IConfig Config { get; }
}
