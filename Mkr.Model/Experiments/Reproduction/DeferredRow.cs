using MathNet.Numerics.Statistics;
using Mkr.Engine;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>One number of <see cref="DeferredExperiment"/>, over its seeds.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Arithmetic">float or double.</param>
/// <param name="Metric">
/// auc or accuracy, each dense, deferred, and their difference without its sign; the largest or the median of the elements'
/// <see cref="ParameterDifference"/>.
/// </param>
/// <param name="Parameter">The parameter that a difference of weights is of; null for the test part's metrics.</param>
/// <param name="Runs">The number of seeds.</param>
/// <param name="Median">The median over the seeds.</param>
/// <param name="Worst">The lowest AUC or accuracy, the largest difference.</param>
internal sealed record DeferredRow(
    string Dataset, string Arithmetic, string Metric, string? Parameter, int Runs, double Median, double Worst)
{
    /// <summary>Summarises comparisons over their seeds; the numbers of a data set and an arithmetic together.</summary>
    public static IReadOnlyList<DeferredRow> Of(IReadOnlyList<DeferredComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return [.. comparisons.GroupBy(c => (c.Dataset, c.Arithmetic))
            .SelectMany(group => Of(group.Key.Dataset, group.Key.Arithmetic, [.. group]))];
    }

    private static IEnumerable<DeferredRow> Of(string dataset, string arithmetic, DeferredComparison[] seeds)
    {
        (string, Func<CtrResult, double>)[] metrics = [("auc", r => r.Auc), ("accuracy", r => r.Accuracy)];
        foreach ((string metric, Func<CtrResult, double> value) in metrics)
        {
            yield return Row($"{metric} dense", null, c => value(c.Dense), Enumerable.Min);
            yield return Row($"{metric} deferred", null, c => value(c.Deferred), Enumerable.Min);
            yield return Row($"{metric} difference", null, c => Math.Abs(value(c.Deferred) - value(c.Dense)), Enumerable.Max);
        }

        for (int i = 0; i < seeds[0].Parameters.Count; i++)
        {
            string parameter = seeds[0].Parameters[i].Name;
            yield return Row("largest weight difference", parameter, c => c.Parameters[i].Largest, Enumerable.Max);
            yield return Row("median weight difference", parameter, c => c.Parameters[i].Median, Enumerable.Max);
        }

        DeferredRow Row(string metric, string? parameter, Func<DeferredComparison, double> value, Func<IEnumerable<double>, double> worst)
        {
            double[] values = [.. seeds.Select(value)];
            return new DeferredRow(dataset, arithmetic, metric, parameter, values.Length, values.Median(), worst(values));
        }
    }
}
