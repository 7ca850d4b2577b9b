using System.Globalization;
using Mkr.Model.Explanations;
using Mkr.Model.Models;

namespace Mkr.Cli.Output.Tables;

/// <summary>An explanation as lines that a stranger understands.</summary>
internal static class ExplainReport
{
    private const int MostItems = 8;
    private const int MostFacts = 3;
    private const int MostPaths = 5;
    private const int LongestName = 40;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        string probability = explanation.Probability.ToString("0.000", CultureInfo.InvariantCulture);
        yield return $"{Both(explanation.Item)} for {Both(explanation.User)}";
        yield return $"{explanation.Model} gives it a score of {Signed(explanation.Score)}, a probability of {probability}.";
        if (explanation.IsInHistory) yield return "It is in the user's history already.";
        foreach (string line in History(explanation)) yield return line;
        foreach (string line in Facts(explanation)) yield return line;
        if (explanation.Terms.Count > 0)
        {
            yield return string.Empty;
            yield return "Beside the items of the history:";
            foreach (NamedValue term in explanation.Terms) yield return $"  {Signed(term.Value)}  {term.Name}";
        }

        if (explanation.Paths.Count == 0) yield break;
        yield return string.Empty;
        yield return "In the graph:";
        foreach (GraphPath path in explanation.Paths.Take(MostPaths)) yield return $"  {path}";
    }

    private static IEnumerable<string> History(Explanation explanation)
    {
        if (explanation.History.Count == 0) yield break;
        string sum = Signed(explanation.History.Sum(part => part.Amount));
        yield return string.Empty;
        yield return $"The history adds {sum}: {explanation.History.Count} of {explanation.HistorySize} items, [with what they share]:";
        HistoryPart[] shown = [.. explanation.History.Take(MostItems)];
        int width = shown.Max(part => Short(part.Item).Length);
        foreach (HistoryPart part in shown)
            yield return $"  {Signed(part.Amount)}  {Short(part.Item).PadRight(width)}  {Why(part)}".TrimEnd();
        if (explanation.History.Count > MostItems)
        {
            string rest = Signed(explanation.History.Skip(MostItems).Sum(part => part.Amount));
            yield return $"  {rest}  {explanation.History.Count - MostItems} more";
        }
    }

    /// <summary>Facts with amounts of their own are named with them elsewhere; here they say what the two items share.</summary>
    private static string Why(HistoryPart part)
    {
        string terms = string.Join(", ", part.Terms.Select(term => $"{term.Name} {Signed(term.Value)}"));
        string facts = string.Join(", ", part.Facts.Take(MostFacts).Select(Text));
        return facts.Length == 0 ? terms : $"{terms}  [{facts}{(part.Facts.Count > MostFacts ? ", ..." : string.Empty)}]";
    }

    private static IEnumerable<string> Facts(Explanation explanation)
    {
        if (explanation.Facts.Count == 0) yield break;
        yield return string.Empty;
        yield return "Of this, by facts:";
        foreach (SharedFact fact in explanation.Facts.Take(MostItems)) yield return $"  {Signed(fact.Amount ?? 0)}  {Text(fact)}";
    }

    private static string Text(SharedFact fact) => fact.IsInverse ? $"{fact.Relation} of {fact.Entity}" : $"{fact.Relation} {fact.Entity}";

    private static string Both(Named named) => named.Name is null ? named.Id : $"{named.Name} ({named.Id})";

    private static string Short(Named named) =>
        named.ToString() is { Length: > LongestName } name ? name[..(LongestName - 3)] + "..." : named.ToString();

    private static string Signed(double value) => SignedNumber.Text(value, decimals: 3);
}
