using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Mkr.Benchmarks;

/// <summary>
/// A statistic of the time, in nanoseconds, and what it says of one example. An invocation handles as many as the parameter "Batch", or a
/// <see cref="Workload"/>, says.
/// </summary>
internal sealed class ExampleColumn(string name, string legend, Func<Statistics, int, double> value) : IColumn
{
    /// <summary>The median: on a machine that others use, too, the mean is theirs as much as ours.</summary>
    public static readonly IColumn Median =
        new ExampleColumn("ns/example", "Median time divided by the number of examples", (s, n) => s.Median / n);

    public static readonly IColumn Deviation = new ExampleColumn(
        "± ns/example", "Standard deviation of all measurements divided by the number of examples", (s, n) => s.StandardDeviation / n);

    public static readonly IColumn PerSecond =
        new ExampleColumn("M/s", "Millions of examples a second, from the median time", (s, n) => 1e3 * n / s.Median);

    public string Id => ColumnName;

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        Statistics? statistics = summary[benchmarkCase]?.ResultStatistics;
        return statistics is null ? "NA" : value(statistics, Examples(benchmarkCase)).ToString("N2", CultureInfo.InvariantCulture);
    }

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    private static int Examples(BenchmarkCase benchmarkCase) =>
        benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<Workload>().FirstOrDefault()?.Examples
            ?? (int)benchmarkCase.Parameters["Batch"];
}
