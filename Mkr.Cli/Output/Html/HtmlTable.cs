using System.Globalization;
using System.Xml.Linq;

namespace Mkr.Cli.Output.Html;

/// <summary>Tables of a page: a caption, headings of columns, and rows whose first cell is their heading.</summary>
internal static class HtmlTable
{
    /// <summary>The table, in a box that scrolls where the page is narrow.</summary>
    public static XElement Create(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object>> rows) => new(
        "div", new XAttribute("class", "scroll"), new XAttribute("tabindex", "0"), new XAttribute("role", "region"),
        new XAttribute("aria-label", caption),
        new XElement(
            "table", new XElement("caption", caption),
            new XElement("thead", new XElement("tr", headings.Select(heading => Heading("col", heading)))),
            new XElement("tbody", rows.Select(row => new XElement(
                "tr", Heading("row", row[0]), row.Skip(1).Select(cell => new XElement("td", cell)))))));

    /// <summary>A number, or a dash where there is none.</summary>
    public static string Number(double? value, string format = "0.0000") =>
        value is double number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>A p-value.</summary>
    public static string PValue(double? value) => value < 0.001 ? "< 0.001" : Number(value, "0.000");

    private static XElement Heading(string scope, object text) => new("th", new XAttribute("scope", scope), text);
}
