using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using Perfolizer.Horology;

namespace Mkr.Benchmarks;

/// <summary>How all benchmarks are run and reported.</summary>
internal sealed class BenchmarkSettings : ManualConfig
{
    public BenchmarkSettings()
    {
        // Until its tier-1 code is in, generic SIMD code is many times slower: count calls from the first one on, and warm up for a second. Without
        // profiles, since what they do to nested loops differs from run to run (by a factor of three for the d x d matrix).
        AddJob(Job.Default
            .WithWarmupCount(10)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithEnvironmentVariable("DOTNET_TC_CallCountingDelayMs", "0")
            .WithEnvironmentVariable("DOTNET_TieredPGO", "0"));
        AddColumn(TargetMethodColumn.Method, CategoriesColumn.Default, PerExampleColumn.Median, PerExampleColumn.Deviation, BaselineRatioColumn.RatioMean);
        AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams);
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
    }
}
