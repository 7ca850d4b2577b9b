using System.Globalization;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>A data cache of the processor.</summary>
/// <param name="Level">1 for the nearest.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record CacheSize(int Level, long Bytes)
{
    /// <summary>The data caches that the first core sees, the nearest first; none where the system does not tell.</summary>
    /// <param name="folder">Where Linux tells.</param>
    public static IReadOnlyList<CacheSize> Read(string folder = "/sys/devices/system/cpu/cpu0/cache") => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, "index*").Select(ReadOne).OfType<CacheSize>().OrderBy(c => c.Level)]
        : [];

    private static CacheSize? ReadOne(string folder)
    {
        return Content("type") != "Instruction" && Parse(Content("size")) is long bytes
            && int.TryParse(Content("level"), CultureInfo.InvariantCulture, out int level)
            ? new CacheSize(level, bytes)
            : null;

        string Content(string name)
        {
            string path = Path.Combine(folder, name);
            return File.Exists(path) ? File.ReadAllText(path).Trim() : string.Empty;
        }
    }

    /// <summary>A number with its unit: 48K, 1M.</summary>
    private static long? Parse(string text)
    {
        int shift = text.LastOrDefault() switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        return long.TryParse(shift > 0 ? text[..^1] : text, CultureInfo.InvariantCulture, out long number) ? number << shift : null;
    }
}
