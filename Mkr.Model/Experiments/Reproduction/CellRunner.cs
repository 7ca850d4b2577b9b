using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>Computes the cells of an experiment, several at once, and keeps each result as soon as it is there.</summary>
/// <param name="store">Where results are kept.</param>
/// <param name="compute">Computes a cell.</param>
/// <param name="key">A cell's key.</param>
internal sealed class CellRunner(CellStore store, Func<Cell, CancellationToken, CellResult> compute, Func<Cell, string> key)
{
    /// <summary>How many of the cells have a result that is kept.</summary>
    public int CountDone(IReadOnlyList<Cell> cells) => cells.Count(cell => store.Find(cell, key(cell)) is not null);

    /// <summary>Takes the results that are kept, and computes the others.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="threads">How many to compute at once; this does not change a bit of the results.</param>
    /// <param name="report">Is told of each cell that has been computed, one at a time; null for nobody.</param>
    /// <param name="cancellation">Ends it early: what is done is kept.</param>
    /// <returns>The results, in the order of the cells.</returns>
    public IReadOnlyList<CellResult> Run(
        IReadOnlyList<Cell> cells, int threads = 1, Action<CellProgress>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        string[] keys = [.. cells.Select(key)];
        CellResult?[] results = [.. cells.Zip(keys, store.Find)];
        int[] missing = [.. Enumerable.Range(0, cells.Count).Where(i => results[i] is null)];
        long start = Stopwatch.GetTimestamp();
        int computed = 0;
        var reporting = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

        // Without buffering: cells are long, and one that waits in a busy thread's buffer would keep the others waiting at the end.
        Parallel.ForEach(Partitioner.Create(missing, EnumerablePartitionerOptions.NoBuffering), parallel, i =>
        {
            CellResult result = compute(cells[i], cancellation);
            store.Keep(cells[i], keys[i], result);
            results[i] = result;
            lock (reporting)
            {
                computed++;
                int left = missing.Length - computed;
                report?.Invoke(new CellProgress(
                    cells[i], result, cells.Count - left, cells.Count, Stopwatch.GetElapsedTime(start) * ((double)left / computed)));
            }
        });
        return [.. results.Select(result => result!)];
    }
}
