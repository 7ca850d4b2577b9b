namespace Mkr.Model.Settings;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the smallest edit distance (Levenshtein, letters in either case) from <paramref name="word"/>.</summary>
    public static string To(string word, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())) ?? word;

    /// <summary>The nearest candidates, the nearest first; of equally near ones those that come first.</summary>
    public static string[] Few(string word, IEnumerable<string> candidates, int count)
    {
        ArgumentNullException.ThrowIfNull(word);
        string upper = word.ToUpperInvariant();
        return [.. candidates.OrderBy(candidate => Distance(upper, candidate.ToUpperInvariant())).Take(count)];
    }

    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
