using System.Globalization;

namespace Mkr.Model.Inspection;

/// <summary>
/// The item pairs whose number of common neighbours of one kind lies in a range, and their common neighbours of the other kind.
/// </summary>
/// <param name="From">The range's smallest number.</param>
/// <param name="To">The range's largest number; null where it is open.</param>
/// <param name="Pairs">The number of pairs.</param>
/// <param name="Mean">Their mean number of common neighbours of the other kind; NaN where there are no pairs.</param>
/// <param name="StandardError">The mean's standard error; NaN for fewer than two pairs.</param>
internal sealed record PairCategory(int From, int? To, int Pairs, double Mean, double StandardError)
{
    /// <summary>The range in words: "0", "1-4", "5+".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{From}{(To is null ? "+" : To == From ? "" : $"-{To}")}");
}
