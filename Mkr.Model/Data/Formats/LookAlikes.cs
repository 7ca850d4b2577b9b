using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>Finds ids that differ from another one only as <see cref="IdNormalization.Case"/> or less would join.</summary>
/// <remarks>
/// An id that is its own normalized form, as most are, is only read: it can look like another one only if that one is not.
/// </remarks>
internal sealed class LookAlikes
{
    private readonly string _what;
    private readonly Vocabulary _ids;

    // Normalized forms that are no ids themselves, and the first id of each.
    private readonly Vocabulary _forms = new();
    private readonly List<int> _firsts = [];
    private readonly Vocabulary _strangers = new();
    private string? _example;
    private bool _needsCase;

    /// <summary>Looks through all ids of a vocabulary.</summary>
    /// <param name="what">What they are, in the plural.</param>
    /// <param name="ids">The ids.</param>
    public LookAlikes(string what, Vocabulary ids)
    {
        _what = what;
        _ids = ids;
        for (int i = 0; i < ids.Count; i++)
        {
            ReadOnlySpan<byte> id = ids.Utf8(i), form = NormalizedId.Of(id, IdNormalization.Case);
            if (form.SequenceEqual(id)) continue;
            if (ids.TryGetIndex(form, out int other)) Add(id, other);
            else if (_forms.TryGetIndex(form, out int known)) Add(id, _firsts[known]);
            else Remember(form, i);
        }
    }

    /// <summary>How many ids look like one before.</summary>
    public int Count { get; private set; }

    /// <summary>Looks at an id that is not in the vocabulary: perhaps it was meant to be.</summary>
    public void Check(ReadOnlySpan<byte> stranger)
    {
        ReadOnlySpan<byte> form = NormalizedId.Of(stranger, IdNormalization.Case);
        if (_forms.Count == 0 && form == stranger) return;
        int other = _ids.TryGetIndex(form, out int same) ? same : _forms.TryGetIndex(form, out int known) ? _firsts[known] : -1;
        int strangers = _strangers.Count;
        if (other >= 0 && _strangers.GetOrAdd(stranger) == strangers) Add(stranger, other);
    }

    /// <summary>A line that warns; null where there is nothing to warn of.</summary>
    public static string? Warning(params ReadOnlySpan<LookAlikes> all)
    {
        int count = 0;
        string? example = null;
        bool needsCase = false;
        foreach (LookAlikes found in all)
        {
            count += found.Count;
            example ??= found._example;
            needsCase |= found._needsCase;
        }

        string remedy = needsCase ? "normalizeIds=case" : "normalizeIds=form";
        return example is null ? null
            : $"warning: ids that differ from another one only by white space, letter case or Unicode form: {count:N0}, as {example}; "
                + $"{remedy} joins them";
    }

    private void Remember(ReadOnlySpan<byte> form, int first)
    {
        _forms.GetOrAdd(form);
        _firsts.Add(first);
    }

    private void Add(ReadOnlySpan<byte> id, int other)
    {
        Count++;
        ReadOnlySpan<byte> first = _ids.Utf8(other);
        _needsCase |= !NormalizedId.Of(id, IdNormalization.Form).SequenceEqual(NormalizedId.Of(first, IdNormalization.Form));
        _example ??= $"the {_what} {DelimitedReader.Show(first)} and {DelimitedReader.Show(id)} ({Difference(first, id)})";
    }

    /// <summary>The character at which two ids part: of the two that stand there the more peculiar one.</summary>
    private static string Difference(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Rune[] left = [.. Encoding.UTF8.GetString(first).EnumerateRunes()], right = [.. Encoding.UTF8.GetString(second).EnumerateRunes()];
        int place = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        Rune rune = left.Skip(place).Take(1).Concat(right.Skip(place).Take(1)).MaxBy(Peculiarity);
        return FormattableString.Invariant($"U+{rune.Value:X4}, {Name(rune)}");
    }

    private static int Peculiarity(Rune rune) =>
        NormalizedId.HasNoWidth(rune) || Rune.IsWhiteSpace(rune) ? 3 : !rune.IsAscii ? 2 : Rune.IsUpper(rune) ? 1 : 0;

    private static string Name(Rune rune) => rune.Value switch
    {
        ' ' => "a space",
        0xA0 => "a no-break space",
        0x200B => "a zero-width space",
        0x2060 => "a word joiner",
        0xFEFF => "a byte order mark",
        _ when Rune.IsWhiteSpace(rune) => "white space",
        _ when Rune.IsUpper(rune) => "a capital letter",
        _ when Rune.IsLetter(rune) => "a letter",
        _ => "a mark",
    };
}
