using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Unicode's normalization form C (Unicode Standard Annex 15): letters and their marks are composed, so that é is one character however
/// it was typed. .NET has it only where its globalization is not invariant. What is left out: see <see cref="CanonicalPairs"/>.
/// </summary>
internal static class CanonicalForm
{
    // Hangul: a syllable is a leading consonant, a vowel, and perhaps a trailing consonant.
    private const int FirstSyllable = 0xAC00, FirstLeading = 0x1100, FirstVowel = 0x1161, BeforeTrailing = 0x11A7;
    private const int Leadings = 19, Vowels = 21, Trailings = 28;

    private static readonly Dictionary<int, int> Classes = CanonicalPairs.ByMark.ToDictionary(mark => mark.Mark, mark => mark.Class);
    private static readonly Dictionary<(int Letter, int Mark), int> Composites = [];
    private static readonly Dictionary<int, int[]> Decompositions = [];

    static CanonicalForm()
    {
        foreach ((int mark, _, string letters) in CanonicalPairs.ByMark)
        {
            foreach (int[] pair in Runes(letters).Chunk(2))
            {
                Composites.Add((pair[0], mark), pair[1]);
                Decompositions.Add(pair[1], [pair[0], mark]);
            }
        }

        foreach (int[] pair in Runes(CanonicalPairs.Singletons).Chunk(2)) Decompositions.Add(pair[0], [pair[1]]);
    }

    /// <summary>The text in form C.</summary>
    public static string Of(string text)
    {
        if (!text.EnumerateRunes().Any(MayChange)) return text;
        var runes = new List<int>(text.Length);
        foreach (int rune in Runes(text)) Decompose(rune, runes);
        SortMarks(runes);
        Compose(runes);
        return string.Concat(runes.Select(rune => new Rune(rune).ToString()));
    }

    /// <summary>False for all characters of a text that is in form C already, but for marks.</summary>
    private static bool MayChange(Rune rune) =>
        Classes.ContainsKey(rune.Value)
        || (Decompositions.TryGetValue(rune.Value, out int[]? parts) && parts.Length == 1)
        || rune.Value is (>= FirstVowel and < FirstVowel + Vowels) or (> BeforeTrailing and < BeforeTrailing + Trailings);

    private static int[] Runes(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    private static int Class(int rune) => Classes.GetValueOrDefault(rune);

    private static void Decompose(int rune, List<int> result)
    {
        if (Decompositions.TryGetValue(rune, out int[]? parts))
            foreach (int part in parts) Decompose(part, result);
        else
            result.Add(rune);
    }

    /// <summary>Sorts each run of marks by their classes; marks of the same class keep their order.</summary>
    private static void SortMarks(List<int> runes)
    {
        for (int i = 1; i < runes.Count; i++)
        {
            for (int j = i; j > 0 && Class(runes[j]) != 0 && Class(runes[j - 1]) > Class(runes[j]); j--)
                (runes[j - 1], runes[j]) = (runes[j], runes[j - 1]);
        }
    }

    /// <summary>Composes each letter with the marks behind it that no mark of the same class keeps from it.</summary>
    private static void Compose(List<int> runes)
    {
        int letter = -1, kept = 0, lastClass = 0;
        foreach (int rune in runes.ToArray())
        {
            int markClass = Class(rune);
            bool reaches = letter >= 0 && (kept == letter + 1 || (lastClass != 0 && lastClass < markClass));
            if (reaches && Pair(runes[letter], rune) is int composite)
            {
                runes[letter] = composite;
                continue;
            }

            if (markClass == 0) letter = kept;
            lastClass = markClass;
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static int? Pair(int first, int second)
    {
        int leading = first - FirstLeading, vowel = second - FirstVowel;
        int syllable = first - FirstSyllable, trailing = second - BeforeTrailing;
        if (leading is >= 0 and < Leadings && vowel is >= 0 and < Vowels) return FirstSyllable + (((leading * Vowels) + vowel) * Trailings);
        bool isOpen = syllable is >= 0 and < Leadings * Vowels * Trailings && syllable % Trailings == 0;
        if (isOpen && trailing is > 0 and < Trailings) return first + trailing;
        return Composites.TryGetValue((first, second), out int composite) ? composite : null;
    }
}
