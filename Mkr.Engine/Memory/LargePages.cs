using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// Asks the operating system to back memory by large pages: random rows of a table that is spread over thousands of small ones cost a walk
/// through the page tables each.
/// </summary>
internal static unsafe partial class LargePages
{
    /// <summary>The size of a large page, and the alignment that it needs.</summary>
    public const nuint Size = 1 << 21;

    /// <summary>Of a part of a page the system makes small ones: smaller buffers don't ask.</summary>
    public const nuint Threshold = Size;

    // Linux, madvise(2): MADV_HUGEPAGE.
    private const int HugePageAdvice = 14;

    /// <summary>Advises; where there is nobody to advise, or the advice is not taken, nothing changes but the speed.</summary>
    public static void Advise(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux()) _ = MemoryAdvise(start, bytes, HugePageAdvice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvise(void* start, nuint length, int advice);
}
