using System.Globalization;

namespace Mkr.Cli.Output;

/// <summary>Numbers that are added to others, with their signs.</summary>
internal static class SignedNumber
{
    /// <summary>The number, rounded; what comes to 0 has a plus, whatever side it came from.</summary>
    public static string Text(double value, int decimals)
    {
        string zeros = new('0', decimals);
        return (Math.Round(value, decimals) + 0.0).ToString($"+0.{zeros};-0.{zeros}", CultureInfo.InvariantCulture);
    }
}
