using System.Globalization;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Settings;

/// <summary>The values of a setting that are tried when a model is tuned: words, numbers or whole numbers between two bounds.</summary>
/// <param name="Choices">The words; empty for a range of numbers.</param>
/// <param name="Least">The least number.</param>
/// <param name="Most">The largest number.</param>
/// <param name="IsLogarithmic">Whether the logarithm is drawn uniformly, instead of the number.</param>
/// <param name="IsWhole">Whether the numbers are whole.</param>
internal sealed record SearchRange(IReadOnlyList<string> Choices, double Least, double Most, bool IsLogarithmic, bool IsWhole)
{
    private const string Forms = "Write 16..128, or 1e-4..1e-1 log for a range by its logarithm, or values with commas between them.";

    /// <summary>Reads "16..128", "1e-4..1e-1 log", or "a, b, c".</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">Whether the numbers between two bounds are whole.</param>
    /// <exception cref="FormatException">It is neither; the message says what would be.</exception>
    public static SearchRange Parse(string text, bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(text);
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            string[] choices = text.Split(',', StringSplitOptions.TrimEntries);
            return choices.All(choice => choice.Length > 0)
                ? new SearchRange(choices, 0, 0, false, false)
                : throw new FormatException($"a value is missing in '{text}'. {Forms}");
        }

        bool isLogarithmic = text.EndsWith(" log", StringComparison.Ordinal);
        string least = text[..dots], most = isLogarithmic ? text[(dots + 2)..^4] : text[(dots + 2)..];
        var range = new SearchRange([], Number(least), Number(most), isLogarithmic, isWhole);
        if (range.Least > range.Most) throw new FormatException($"'{text}' ends before it begins. {Forms}");
        if (isLogarithmic && range.Least <= 0) throw new FormatException($"'{text}' has no logarithm: begin it above 0. {Forms}");
        return range;

        double Number(string bound) =>
            double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new FormatException($"'{bound}' is no number in '{text}'. {Forms}");
    }

    /// <summary>The range as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Choices.Count > 0
        ? string.Join(", ", Choices)
        : string.Create(CultureInfo.InvariantCulture, $"{Least}..{Most}{(IsLogarithmic ? " log" : string.Empty)}");

    /// <summary>Draws a value, as the setting reads it: of numbers that are not whole, three digits.</summary>
    public string Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Choices.Count > 0) return Choices[random.NextInt32(Choices.Count)];
        // A whole number stands for all that are rounded to it, so that the bounds are as likely as others.
        double half = IsWhole ? 0.5 : 0, least = Least - half, most = Most + half, share = random.NextDouble();
        double value = IsLogarithmic ? least * Math.Pow(most / least, share) : least + ((most - least) * share);
        double rounded = IsWhole ? Math.Floor(value + 0.5) : ThreeDigits(value);
        return Math.Clamp(rounded, Least, Most).ToString(CultureInfo.InvariantCulture);
    }

    private static double ThreeDigits(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
