using System.Globalization;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The shares of the graph's triples for training, validation and test, in percent: "90:5:5".</summary>
/// <param name="Training">The training part.</param>
/// <param name="Validation">The part that the best epoch is chosen by.</param>
/// <param name="Test">The part that link prediction is reported on.</param>
internal readonly record struct GraphShares(double Training, double Validation, double Test) : IParsable<GraphShares>
{
    /// <summary>Reads three numbers from 0 on that add up to 100, with colons between them.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static GraphShares Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out GraphShares shares)
        ? shares
        : throw new FormatException($"expected three shares that add up to 100, the first above 0, as in 90:5:5, found '{s}'.");

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out GraphShares result)
    {
        string[] parts = s?.Split(':') ?? [];
        double[] numbers = [.. parts.Select(part =>
            double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        result = numbers.Length == 3 ? new(numbers[0], numbers[1], numbers[2]) : default;
        return numbers.Length == 3 && numbers[0] > 0 && Math.Abs(numbers.Sum() - 100) < 1e-9;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Training}:{Validation}:{Test}");
}
