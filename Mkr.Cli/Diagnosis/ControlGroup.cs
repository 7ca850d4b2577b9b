using System.Globalization;

namespace Mkr.Cli.Diagnosis;

/// <summary>The limits that a container has, by the files of Linux's control groups, version 2 or else 1.</summary>
internal static class ControlGroup
{
    private const string Root = "/sys/fs/cgroup";

    // Version 1 has no word for no limit, but a number that no machine has.
    private const long Unlimited = 1L << 60;

    /// <summary>How many cores' time it may use; null without a limit.</summary>
    public static double? Cores()
    {
        string[] words = (Read("cpu.max") ?? $"{Read("cpu/cpu.cfs_quota_us")} {Read("cpu/cpu.cfs_period_us")}").Split(' ');
        return words.Length == 2 && Number(words[0]) is long quota and > 0 && Number(words[1]) is long period and > 0
            ? (double)quota / period
            : null;
    }

    /// <summary>How much memory it may use; null without a limit.</summary>
    public static long? Memory() =>
        Number(Read("memory.max") ?? Read("memory/memory.limit_in_bytes")) is long bytes and < Unlimited ? bytes : null;

    private static string? Read(string file)
    {
        string path = Path.Combine(Root, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
