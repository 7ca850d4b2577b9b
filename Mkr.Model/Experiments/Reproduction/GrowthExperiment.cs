using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Mkr.Engine.Optimizers;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// What a training step costs, in time and in memory, while the tables grow: a step touches the rows of its batch alone, so that only the
/// caches should tell how many rows there are.
/// </summary>
/// <remarks>
/// d = 16, L = 1, inner product, the paper's objective, batches of 256. The rows are a third users, a third items and a third entities; a
/// sample of the recommendation task reads three of them, a triple of the KGE task four (item, head, tail, false tail) beside one of a few
/// relations, all uniform and independent. The tasks take turns, a step each, as in training. A step is timed from the row numbers to the
/// moved parameters; drawing the numbers is not.
/// </remarks>
internal static class GrowthExperiment
{
    /// <summary>The name that it is called by.</summary>
    public const string Name = "growth";

    /// <summary>The title of its figure.</summary>
    public const string Title = "A training step, by the rows of all tables";

    /// <summary>How many steps of either task are timed, unless another number is asked for.</summary>
    public const int DefaultSteps = 4001;

    /// <summary>The numbers of rows, unless others are asked for: users, items and entities together.</summary>
    public static IReadOnlyList<int> DefaultRows { get; } = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

    /// <summary>What is compared; of a dense step nobody expects that it does not grow.</summary>
    public static IReadOnlyList<RowPolicy> Policies { get; } = [RowPolicy.Lazy, RowPolicy.Deferred];

    /// <summary>
    /// Measures one size. Before the clock starts every row has been in a batch: all have moments and, deferred, steps to make up.
    /// </summary>
    /// <param name="rows">The rows of users, items and entities together.</param>
    /// <param name="policy">What Adam does with the rows that are not in the batch.</param>
    /// <param name="steps">
    /// How many steps of either task to time; the result is their median, which
    /// interruptions by the system do not reach. A tenth as many go before.
    /// </param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    /// <exception cref="InvalidOperationException">A table is too large to be indexed.</exception>
    public static GrowthPoint Measure(int rows, RowPolicy policy, int steps, CancellationToken cancellation = default)
    {
        Collect();
        var training = new GrowthTraining(rows / GrowthTraining.Tables, policy);
        training.ReadEveryRow(cancellation);
        double[] rs = new double[steps], kge = new double[steps];
        for (int i = -steps / 10; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (double Rs, double Kge) nanoseconds = training.Step();
            if (i >= 0) (rs[i], kge[i]) = nanoseconds;
        }

        using var process = Process.GetCurrentProcess();
        long workingSet = process.WorkingSet64;
        return new GrowthPoint(
            rows, policy, rs.Median(), kge.Median(), training.ParameterBytes, training.OptimizerBytes,
            workingSet - training.ParameterBytes - training.OptimizerBytes);
    }

    /// <summary>Frees the tables that were measured before: their memory is no part of this measurement.</summary>
    private static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        GC.WaitForPendingFinalizers();
    }
}
