using System.Globalization;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Settings;

/// <summary>The values of a setting that are tried when a model is tuned: words, numbers or whole numbers between two bounds.</summary>
/// <param name="Choices">The words; empty for a range of numbers.</param>
/// <param name="Least">The least number.</param>
/// <param name="Most">The largest number.</param>
/// <param name="IsLogarithmic">Whether the logarithm is drawn uniformly, instead of the number.</param>
/// <param name="IsWhole">Whether the numbers are whole.</param>
public sealed record SearchRange(IReadOnlyList<string> Choices, double Least, double Most, bool IsLogarithmic, bool IsWhole)
{
    /// <summary>Reads "16..128", "1e-4..1e-1 log" (bounds without a point or an exponent: whole numbers), or "a, b, c".</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static SearchRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return new SearchRange(text.Split(',', StringSplitOptions.TrimEntries), 0, 0, false, false);
        bool isLogarithmic = text.EndsWith(" log", StringComparison.Ordinal);
        string least = text[..dots], most = isLogarithmic ? text[(dots + 2)..^4] : text[(dots + 2)..];
        bool isWhole = least.All(char.IsAsciiDigit) && most.All(char.IsAsciiDigit);
        return new SearchRange([], Number(least), Number(most), isLogarithmic, isWhole);

        static double Number(string bound) => double.Parse(bound, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Draws a value, as the setting reads it.</summary>
    public string Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Choices.Count > 0) return Choices[random.NextInt32(Choices.Count)];
        double share = random.NextDouble();
        double value = IsLogarithmic ? Least * Math.Pow(Most / Least, share) : Least + ((Most - Least) * share);
        return (IsWhole ? Math.Round(value) : value).ToString(CultureInfo.InvariantCulture);
    }
}
