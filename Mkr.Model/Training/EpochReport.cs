using Mkr.Engine;
using Mkr.Model.Models;

namespace Mkr.Model.Training;

/// <summary>One epoch, measured.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The training loss, averaged over the steps; NaN for a model that has none.</param>
/// <param name="Validation">Metrics on the validation part after the epoch: AUC, accuracy, and the one that chooses the best epoch.</param>
/// <param name="Figures">Figures of the model's own.</param>
/// <param name="Seconds">The wall time of the epoch, evaluation included.</param>
public sealed record EpochReport(
    int Epoch, double Loss, IReadOnlyList<NamedValue> Validation, IReadOnlyList<NamedValue> Figures, double Seconds)
{
    /// <summary>A metric on the validation part.</summary>
    public double Metric(SelectionMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Validation.First(value => value.Name == metric.Name).Value;
    }
}
