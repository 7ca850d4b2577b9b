using System.Globalization;
using System.Text.RegularExpressions;

namespace Mkr.Cli.Output.Plots;

/// <summary>Mends the SVG that the plotting library writes.</summary>
internal static partial class SvgText
{
    /// <summary>
    /// Numbers ids from 0, as the library counts on from drawing to drawing; and removes the comma that ends its lists of the letters'
    /// positions, for which some browsers drop the whole list.
    /// </summary>
    public static string Clean(string svg)
    {
        var ids = new Dictionary<string, string>();
        string numbered = Id().Replace(svg, match =>
        {
            if (!ids.TryGetValue(match.Value, out string? id))
                ids.Add(match.Value, id = "id" + ids.Count.ToString(CultureInfo.InvariantCulture));
            return id;
        });
        return TrailingComma().Replace(numbered, string.Empty);
    }

    [GeneratedRegex("""(?<= id="| (?:xlink:)?href="#|url\(#)\w+(?=["\)])""")]
    private static partial Regex Id();

    [GeneratedRegex("""(?<= [xy]="[-+.,e0-9 ]*), (?=")""")]
    private static partial Regex TrailingComma();
}
