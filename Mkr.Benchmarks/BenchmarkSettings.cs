using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using Mkr.Benchmarks.Simd;
using Perfolizer.Horology;

namespace Mkr.Benchmarks;

/// <summary>How all benchmarks are run and reported.</summary>
internal sealed class BenchmarkSettings : ManualConfig
{
    /// <param name="withJob">Whether the benchmarks are run as here, or only as the command line says with <c>--job</c>.</param>
    public BenchmarkSettings(bool withJob)
    {
        if (withJob) AddJob(Short);
        AddColumn(TargetMethodColumn.Method, new VectorsColumn(), CategoriesColumn.Default);
        AddColumn(ExampleColumn.Median, ExampleColumn.Deviation, ExampleColumn.PerSecond, BaselineRatioColumn.RatioMean);
        AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams);
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
    }

    /// <summary>
    /// Short, so that the whole suite is a matter of minutes; its name is what <see cref="VectorsColumn"/> shows. Compiled once, with full
    /// optimisation, as the program is: so no warm-up has to wait for a better tier, and no profile makes loops differ from run to run.
    /// </summary>
    public static Job Short { get; } = Job.Default
        .WithId(VectorWidth.NameOf(VectorWidth.Widest))
        .WithWarmupCount(3)
        .WithIterationCount(10)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithEnvironmentVariable("DOTNET_TieredCompilation", "0");
}
