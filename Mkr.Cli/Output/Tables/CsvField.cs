using System.Globalization;

namespace Mkr.Cli.Output.Tables;

/// <summary>Fields of a CSV line.</summary>
internal static class CsvField
{
    /// <summary>Text as RFC 4180 has it: in quotes where it has a comma, a quote or a line's end.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;

    /// <summary>A number with all its digits; nothing where it is missing or not finite.</summary>
    public static string Of(double? number) =>
        number is double value && double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
