using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Mkr.Benchmarks;

// --keep copies the reports to Results/<CPU>, where they are committed; all other arguments are BenchmarkDotNet's.
bool keep = args.Contains(ReportKeeper.Option);
IEnumerable<Summary> summaries = BenchmarkSwitcher
    .FromAssembly(typeof(ReportKeeper).Assembly)
    .Run([.. args.Where(arg => arg != ReportKeeper.Option)],
        new BenchmarkSettings(withJob: !args.Contains("--job") && !args.Contains("-j")));
if (keep) ReportKeeper.Keep(summaries);
