using System.Globalization;
using System.Text.RegularExpressions;

namespace Mkr.Cli.Diagnosis;

/// <summary>Memory and its limit, and the large pages that tables of vectors want.</summary>
internal static partial class MemoryFindings
{
    private const string LargePagesFile = "/sys/kernel/mm/transparent_hugepage/enabled";

    // The demo takes a fifth of it, MovieLens-1M with the default model all.
    private const long Enough = 512L << 20;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> All()
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string limit = ControlGroup.Memory() is long bytes ? $"the container's limit is {Size(bytes)}" : "no limit by a container";
        yield return new Finding(
            "memory", $"{Size(available)} usable; {limit}",
            available < Enough ? $"Data sets of a million ratings need {Size(Enough)}: give the container more." : null);
        if (LargePages() is string mode)
            yield return new Finding("large pages", mode == "never" ? "never: steps on large tables are slower" : mode);
    }

    /// <summary>A number of bytes.</summary>
    public static string Size(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0} MiB");

    /// <summary>The mode is the word in brackets, such as "always [madvise] never"; null where the system has no such file.</summary>
    private static string? LargePages() =>
        File.Exists(LargePagesFile) && Chosen().Match(File.ReadAllText(LargePagesFile)) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex Chosen();
}
