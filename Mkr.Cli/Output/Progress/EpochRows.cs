using System.Globalization;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Training;

namespace Mkr.Cli.Output.Progress;

/// <summary>The table of epochs that several runs write into, whose columns the first epoch tells.</summary>
internal sealed class EpochRows
{
    private readonly Lock _lock = new();
    private TextTable? _table;

    /// <summary>The lines of an epoch: a row, and the heading before the first.</summary>
    public IEnumerable<string> Lines(string label, EpochReport report)
    {
        lock (_lock)
        {
            if (_table is not null) return [Row(label, report)];
            _table = Create(report);
            return [_table.Header(), Row(label, report)];
        }
    }

    private static TextTable Create(EpochReport report) => new(
    [
        ("run", -8), ("epoch", 5), ("train loss", 10), .. report.Validation.Select(v => ("val " + v.Name, 8)),
        .. report.Figures.Select(f => (f.Name, 8)), ("seconds", 8),
    ]);

    private string Row(string label, EpochReport report) => _table!.Row(
    [
        label, report.Epoch, Four(report.Loss), .. report.Validation.Select(v => Four(v.Value)),
        .. report.Figures.Select(f => Four(f.Value)),
        report.Seconds.ToString("0.00", CultureInfo.InvariantCulture),
    ]);

    private static string Four(double value) =>
        double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : string.Empty;
}
