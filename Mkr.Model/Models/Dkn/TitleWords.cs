using System.Text;

namespace Mkr.Model.Models.Dkn;

/// <summary>The words of a title: runs of letters and digits in lower case, without a year in parentheses at the end.</summary>
internal static class TitleWords
{
    public static IReadOnlyList<string> Of(string title)
    {
        int year = title.LastIndexOf('(');
        if (year >= 0 && title[year..].TrimEnd() is ['(', .. { Length: 4 } digits, ')'] && digits.All(char.IsAsciiDigit))
            title = title[..year];
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in title + ' ')
        {
            if (char.IsLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }
}
