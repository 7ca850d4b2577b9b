using System.Runtime.InteropServices;

namespace Mkr.Model.Data.Preparation;

/// <summary>Counts how often each of many numbered things occurs.</summary>
internal sealed class Degrees
{
    private readonly List<int> _counts = [];

    /// <summary>Counts one more of a thing.</summary>
    public void Add(int index)
    {
        if (index >= _counts.Count) CollectionsMarshal.SetCount(_counts, index + 1);
        CollectionsMarshal.AsSpan(_counts)[index]++;
    }

    /// <summary>What the counts look like, of so many things: those that never occurred count, too.</summary>
    public DegreeSummary Summarize(int things)
    {
        int[] counts = new int[things];
        CollectionsMarshal.AsSpan(_counts).CopyTo(counts);
        Array.Sort(counts);
        return things == 0 ? new DegreeSummary(0, 0, 0, 0, 0) : new DegreeSummary(
            counts[0], counts[things / 2], counts.Sum(count => (long)count) / (double)things, counts[^1], counts.Count(count => count < 5));
    }
}
