using Mkr.Engine.Randomness;
using Mkr.Model.Settings;

namespace Mkr.Model.Tuning;

/// <summary>The settings of a model that are tuned, with the values that are tried.</summary>
internal sealed class SearchSpace
{
    private const int Attempts = 100;

    // The rungs share the epochs out, and validation parts of different splits do not compare.
    private static readonly string[] NeverTuned = ["epochs", "select", "patience"];

    private SearchSpace(IReadOnlyList<(Setting Setting, SearchRange Range)> settings) => Settings = settings;

    /// <summary>The settings, in the order of their declaration, each with its values.</summary>
    public IReadOnlyList<(Setting Setting, SearchRange Range)> Settings { get; }

    /// <summary>
    /// The search space of a model: what it says itself of each setting, without those that are fixed, and with the ranges that are given.
    /// </summary>
    /// <param name="settings">The settings that the search begins at.</param>
    /// <param name="ranges">Other ranges than the model's, by key, as <see cref="SearchRange"/> reads them.</param>
    /// <param name="isFixed">Whether a setting of this key keeps its value.</param>
    /// <exception cref="SettingException">A key or a range is bad, or there is nothing to tune.</exception>
    public static SearchSpace Of(RunSettings settings, IReadOnlyList<KeyValuePair<string, string>> ranges, Func<string, bool> isFixed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(isFixed);
        var given = new Dictionary<string, SearchRange>();
        foreach ((string key, string text) in ranges)
        {
            Setting setting = Tunable(settings, key);
            if (isFixed(key)) throw new SettingException($"--range {key}: the setting has a fixed value too. Leave one of the two out.");
            if (!given.TryAdd(key, Read(settings, setting, text)))
                throw new SettingException($"--range {key} is given twice. Give it once.");
        }

        (Setting, SearchRange)[] space =
        [
            .. from setting in settings.Model.Settings
               let range = given.GetValueOrDefault(setting.Key) ?? (isFixed(setting.Key) ? null : setting.Search)
               where range is not null
               select (setting, range),
        ];
        return space.Length > 0
            ? new SearchSpace(space)
            : throw new SettingException($"{settings.Model.Name} has nothing to tune: no setting has a range. Give --range key=...");
    }

    /// <summary>
    /// The values of a number of trials, by key. A trial has its own source of randomness, and so has each of its settings: more trials
    /// begin with those of fewer. No two are the same; of a small space there may be fewer than wanted.
    /// </summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="known">What is not to be drawn: the values that the search begins at.</param>
    /// <param name="random">The source of the values.</param>
    public IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Draw(
        int count, IReadOnlyList<KeyValuePair<string, string>> known, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var seen = new HashSet<string> { Text(known) };
        var drawn = new List<IReadOnlyList<KeyValuePair<string, string>>>();
        for (int trial = 0; trial < count; trial++)
        {
            SeededRandom source = random.Split((ulong)trial);
            var candidates = Enumerable.Range(0, Attempts).Select(attempt => DrawOne(source.Split((ulong)attempt)));
            if (candidates.FirstOrDefault(values => seen.Add(Text(values))) is { } values) drawn.Add(values);
        }

        return drawn;
    }

    /// <summary>The values that the settings of the space have.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ValuesOf(RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Settings.Select(s => KeyValuePair.Create(s.Setting.Key, settings.Text(s.Setting.Key)))];
    }

    private static string Text(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(' ', values.Select(v => $"{v.Key}={v.Value}"));

    private static Setting Tunable(RunSettings settings, string key)
    {
        settings.Text(key); // says what is wrong with a key that is unknown
        Setting? setting = settings.Model.Settings.FirstOrDefault(s => s.Key == key);
        if (setting is null || setting.Group == SettingGroup.Split || NeverTuned.Contains(key))
        {
            throw new SettingException(
                $"--range {key}: this decides what is compared, and by what; it is the same in all trials. Give it by --set {key}=...");
        }

        return setting;
    }

    private static SearchRange Read(RunSettings settings, Setting setting, string text)
    {
        try
        {
            SearchRange range = setting.Range(text);
            IEnumerable<string> ends = range.Choices.Count > 0 ? range.Choices : text.Split(' ')[0].Split("..");
            foreach (string value in ends) settings.With(KeyValuePair.Create(setting.Key, value));
            return range;
        }
        catch (Exception e) when (e is FormatException or SettingException)
        {
            throw new SettingException($"--range {setting.Key}: {e.Message}");
        }
    }

    private KeyValuePair<string, string>[] DrawOne(SeededRandom random) =>
        [.. Settings.Select(s => KeyValuePair.Create(s.Setting.Key, s.Range.Draw(random.Split(s.Setting.Key))))];
}
