using System.Globalization;
using Mkr.Cli.Output.Lists;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Tables;

/// <summary>Lists of items as tables.</summary>
internal static class RecommendReport
{
    /// <summary>A list, and what there is to say of it.</summary>
    public static IEnumerable<string> Lines(RecommendationList list)
    {
        var table = new TextTable(("", 3), ("probability", 11), ("by", -10), ("id", -28), ("name", -1));
        yield return table.Header();
        for (int i = 0; i < list.Count; i++)
        {
            RecommendedItem item = list[i];
            string probability = item.Probability?.ToString("0.000", CultureInfo.InvariantCulture) ?? string.Empty;
            yield return table.Row(i + 1, probability, RecommendationFile.Name(item.Source), item.Id, item.Name ?? string.Empty);
        }

        if (!list.IsComplete) yield return $"These are all: there are {list.Count} candidates, fewer than the {list.Wanted} asked for.";
    }

    /// <summary>Similar items.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<SimilarItem> items)
    {
        var table = new TextTable(("", 3), ("similarity", 10), ("by", -10), ("id", -28), ("name", -1));
        yield return table.Header();
        for (int i = 0; i < items.Count; i++)
        {
            string similarity = items[i].Similarity.ToString("0.000", CultureInfo.InvariantCulture);
            yield return table.Row(
                i + 1, similarity, RecommendationFile.Name(items[i].Source), items[i].Id, items[i].Name ?? string.Empty);
        }
    }
}
