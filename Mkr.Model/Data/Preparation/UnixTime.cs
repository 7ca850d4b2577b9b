using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// A time of an interaction: a whole number of any unit as it is, a number with a fraction rounded, a date, with or without a time of day,
/// as seconds since 1970. A date without a zone is in UTC; <c>11/30/2019</c> is in November.
/// </summary>
internal static class UnixTime
{
    /// <summary>Reads a time; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        if (Utf8Parser.TryParse(text, out time, out int length) && length == text.Length) return true;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            time = (long)Math.Round(number);
            return Math.Abs(number) < 1e18;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool isDate = DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, Utc, out DateTimeOffset date);
        time = isDate ? date.ToUnixTimeSeconds() : 0;
        return isDate;
    }
}
