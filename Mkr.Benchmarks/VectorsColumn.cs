using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Mkr.Benchmarks;

/// <summary>How wide the vectors are that a benchmark may use: the name of its job. Shown where there are several.</summary>
internal sealed class VectorsColumn : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => "Vectors";

    public string Legend => "The widest vectors that the code may use";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Job;

    public int PriorityInCategory => 0;

    public bool IsNumeric => false;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => benchmarkCase.Job.ResolvedId;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Select(c => c.Job.ResolvedId).Distinct().Count() > 1;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
