using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Mkr.Benchmarks;

/// <summary>A statistic of the time, in nanoseconds, divided by the parameter "Batch": what one example costs.</summary>
internal sealed class PerExampleColumn(string name, string legend, Func<Statistics, double> statistic) : IColumn
{
    /// <summary>The median: on a machine that others use, too, the mean is theirs as much as ours.</summary>
    public static readonly IColumn Median = new PerExampleColumn("ns/example", "Median time divided by the batch size", s => s.Median);

    public static readonly IColumn Deviation = new PerExampleColumn(
        "± ns/example", "Standard deviation of all measurements divided by the batch size", s => s.StandardDeviation);

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
        int batch = (int)benchmarkCase.Parameters["Batch"];
        return statistics is null ? "NA" : (statistic(statistics) / batch).ToString("N2", CultureInfo.InvariantCulture);
    }

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
