using System.Globalization;
using System.Xml.Linq;
using Mkr.Model.Explanations;
using Mkr.Model.Models;
using Mkr.Model.Reports;

namespace Mkr.Cli.Output.Html;

/// <summary>Sample recommendations: for some users what each run recommends, and why.</summary>
internal static class SampleSection
{
    private const int MostItems = 4;
    private const int MostFacts = 3;
    private const int MostPaths = 2;

    /// <summary>The section.</summary>
    public static XElement Create(RunReport report) => new(
        "section", new XAttribute("id", "samples"), new XElement("h2", "Sample recommendations"),
        new XElement(
            "p", "To users with a short, a middling and a long history. A check marks what the user went on to like in the test part. "
            + "Amounts add up to the score, the logit of the probability."),
        Enumerable.Range(0, report.Runs[0].Details.Samples.Count).Select(place => User(report, place)));

    private static XElement User(RunReport report, int place)
    {
        Sample first = report.Runs[0].Details.Samples[place];
        string more = first.HistorySize > first.History.Count ? $" and {first.HistorySize - first.History.Count} more" : string.Empty;
        return new XElement(
            "article", new XElement("h3", first.User.ToString()),
            new XElement("p", new XAttribute("class", "note"), $"Liked {string.Join(", ", first.History)}{more}."),
            new XElement("div", new XAttribute("class", "lists"), report.Runs.Select(run => new XElement(
                "div", new XElement("h4", run.Name),
                new XElement("ol", run.Details.Samples[place].Items.Select((item, i) => Item(item, isOpen: i == 0)))))));
    }

    private static XElement Item(SampleItem item, bool isOpen)
    {
        object[] line =
        [
            new XElement("span", new XAttribute("class", "name"), item.Item.ToString()), " ",
            new XElement("span", new XAttribute("class", "number"), item.Probability.ToString("0.000", CultureInfo.InvariantCulture)),
            item.IsHit
                ? new XElement("span", new XAttribute("class", "hit"), new XAttribute("title", "a test positive"), " ✓")
                : string.Empty,
        ];
        return item.Why is null
            ? new XElement("li", line)
            : new XElement("li", new XElement(
                "details", isOpen ? new XAttribute("open", string.Empty) : null, new XElement("summary", line), Why(item.Why)));
    }

    private static IEnumerable<XElement> Why(Explanation why)
    {
        string rest = Signed(why.History.Skip(MostItems).Sum(part => part.Amount));
        yield return new XElement(
            "ul", new XAttribute("class", "why"),
            why.History.Take(MostItems).Select(part => Amount(part.Amount, part.Item.ToString(), Facts(part))),
            why.History.Count > MostItems
                ? new XElement("li", $"{rest} {(why.History.Count - MostItems).ToString(CultureInfo.InvariantCulture)} more of the history")
                : null,
            why.Terms.Select(term => Amount(term.Value, term.Name, string.Empty)),
            new XElement("li", new XElement("strong", Signed(why.Score)), " score"));
        foreach (GraphPath path in why.Paths.Take(MostPaths)) yield return Path(path);
    }

    private static XElement Path(GraphPath path) => new(
        "p", new XAttribute("class", "path"), path.From.ToString(), path.Steps.Select(step => new object[]
        {
            " ", new XElement("span", new XAttribute("class", "step"), step.IsInverse ? $"←{step.Relation}–" : $"–{step.Relation}→"),
            $" {step.To}",
        }));

    private static XElement Amount(double amount, string what, string facts) => new(
        "li", new XElement("span", new XAttribute("class", amount < 0 ? "against" : "for"), Signed(amount)), " ", what,
        facts.Length == 0 ? null : new XElement("span", new XAttribute("class", "facts"), $" {facts}"));

    private static string Facts(HistoryPart part) => string.Join(", ", part.Facts.Take(MostFacts).Select(fact => fact.Entity));

    private static string Signed(double value) => SignedNumber.Text(value, decimals: 2);
}
