using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Settings;

/// <summary>Every setting of a data set's layout is read: another value changes what is read, or why it is refused.</summary>
internal sealed class DataSettingEffectTests
{
    /// <summary>A value for each that is not the default; a setting that is added without one here is a red test.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["ratingsFile"] = "more.tsv",
        ["separator"] = ";",
        ["columns"] = "5",
        ["quote"] = "a",
        ["headerLines"] = "1",
        ["lostLines"] = "3",
        ["threshold"] = "2",
        ["userColumn"] = "1",
        ["itemColumn"] = "0",
        ["ratingColumn"] = "none",
        ["timeColumn"] = "none",
        ["normalizeIds"] = "case",
        ["duplicates"] = "first",
        ["mapFile"] = "other_map.txt",
        ["triplesFile"] = "other_kg.txt",
        ["strict"] = "on",
        ["kCore"] = "2",
    };

    private static IEnumerable<string> Keys => SettingList.Of(typeof(RawFormat)).Select(setting => setting.Key);

    [Test]
    public void It_changes_what_is_read_or_why_it_is_refused([ValueSource(nameof(Keys))] string key)
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv", "ann\ta\t5\t10\nann\ta\t1\t20\nAnn\tb\t5\t30\nbob\tb\t5\t40\nbob\tc\t3\t50\nbob\tlost\t5\t60\n");
        folder.Write("more.tsv", "ann\ta\t5\t10\nbob\tb\t5\t40\n");
        folder.Write("item_index2entity_id.txt", "a\tx\nb\ty\nc\tz\n");
        folder.Write("other_map.txt", "a\tx\nb\tx\nc\tz\n");
        folder.Write("kg.txt", "x\tis\ty\n");
        folder.Write("other_kg.txt", "x\tis\tz\n");
        var settings = new RunSettings
        {
            Format = new RawFormat("tiny", "ratings.tsv", "\t", Columns: 4) { Threshold = 4, TimeColumn = 3 },
            Model = ModelCatalog.Default,
            Options = ModelCatalog.Default.Defaults,
        };
        Assert.That(Others, Does.ContainKey(key));
        Assert.That(Read(settings.With([new(key, Others[key])])), Is.Not.EqualTo(Read(settings)));

        string Read(RunSettings given)
        {
            try
            {
                return DataFingerprint.Compute(RawDataReader.Read(folder.Path, given.Format));
            }
            catch (Exception e) when (e is DataFormatException or SettingException)
            {
                return e.Message;
            }
        }
    }
}
