using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Engine.Roofline;

namespace Mkr.Model.Speed;

/// <summary>
/// What one core can do at most: the roof under which a computation's speed is to be seen (Williams, Waterman and Patterson, 2009). Each is
/// the best of many short runs, since a limit is what was reached once.
/// </summary>
/// <param name="FlopsPerSecond">Multiply-adds in float, two operations each, at the full width of the vectors.</param>
/// <param name="CacheBytesPerSecond">Reading <see cref="CacheBytes"/> again and again, which the second-level cache holds.</param>
/// <param name="MemoryBytesPerSecond">Reading <see cref="MemoryBytes"/>, which no cache holds.</param>
internal sealed record MachineRoof(double FlopsPerSecond, double CacheBytesPerSecond, double MemoryBytesPerSecond)
{
    /// <summary>More than a first-level cache, less than a second-level one.</summary>
    public const int CacheBytes = 256 << 10;

    /// <summary>More than the caches of a core.</summary>
    public const int MemoryBytes = 256 << 20;

    private const int Rounds = 1 << 17;
    private const int CachePasses = 64;
    private const int RandomRows = 1 << 16;

    /// <summary>Measures the three, each for a third of the time.</summary>
    public static MachineRoof Measure(TimeSpan time, CancellationToken cancellation = default)
    {
        var memory = new AlignedBuffer<float>(MemoryBytes / sizeof(float));
        // Pages that were never written are all the same one to the processor.
        memory.Span.Fill(1);
        double flops = Best(() =>
        {
            RoofKernels.MultiplyAdd(Rounds);
            return (long)Rounds * RoofKernels.FlopsPerRound;
        });
        double cache = Best(() =>
        {
            for (int pass = 0; pass < CachePasses; pass++) RoofKernels.Read(memory.Span[..(CacheBytes / sizeof(float))]);
            return (long)CachePasses * CacheBytes;
        });
        double all = Best(() =>
        {
            RoofKernels.Read(memory.Span);
            return MemoryBytes;
        });
        return new MachineRoof(flops, cache, all);

        double Best(Func<long> work) => Rates.Measure(time / 3, work, cancellation).Max();
    }

    /// <summary>How many rows of a table of that size the core can read in a second, in random order.</summary>
    /// <param name="rows">The rows of the table.</param>
    /// <param name="stride">The elements of a row, a multiple of four.</param>
    /// <param name="time">How long to measure.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static double RowsPerSecond(int rows, int stride, TimeSpan time, CancellationToken cancellation = default)
    {
        var table = new AlignedBuffer<float>((long)rows * stride);
        table.Span.Fill(1);
        var random = new SeededRandom(1);
        int[] order = [.. Enumerable.Range(0, RandomRows).Select(_ => random.NextInt32(rows))];
        return Rates.Measure(time, Read, cancellation).Max();

        long Read()
        {
            RoofKernels.ReadRows(table.Span, stride, order);
            return RandomRows;
        }
    }

    /// <summary>The most a computation can reach, min(peak, intensity x bandwidth), in floating-point operations a second.</summary>
    /// <param name="intensity">Floating-point operations a byte.</param>
    /// <param name="bytesPerSecond">The bandwidth of where its data lies.</param>
    public double At(double intensity, double bytesPerSecond) => Math.Min(FlopsPerSecond, intensity * bytesPerSecond);
}
