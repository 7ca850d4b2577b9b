using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models.Dkn;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Models.Dkn;

internal sealed class DknTitlesTests
{
    private static readonly DknOptions Options = new() { TitleLength = 5 };

    [TestCase("The Good, the Bad & the Ugly (1966)", "the good the bad the ugly")]
    [TestCase("Ocean's 11", "ocean s 11")]
    [TestCase("(1995)", "")]
    [TestCase("Björk (live)", "björk live")]
    public void Words_are_runs_of_letters_and_digits_without_the_year(string title, string expected) =>
        Assert.That(string.Join(' ', TitleWords.Of(title)), Is.EqualTo(expected));

    /// <summary>A name of two words, a word that two entities have, one that is in no title, and an entity of the whole title.</summary>
    [Test]
    public void Words_are_aligned_with_the_entities_that_they_name()
    {
        using var folder = new TemporaryFolder();
        RecommendationData data = Read(folder.Path, ["new york sees rain again today", "rain in paris", "quiet song", "paris"],
            ["ny\train\tabsent", "rain\tparis", "song", "paris"]);
        var titles = new DknTitles(Options, data, [.. Enumerable.Range(0, 3).Select(item => new Interaction(0, item, true))]);
        int[] graph = [-1, .. titles.GraphEntities];
        string Entity(int item, int position) =>
            titles.Entities[(item * 5) + position] is int e and > 0 ? data.Graph.Entities[graph[e]] : "-";
        Assert.That(Enumerable.Range(0, 4).Select(item => string.Join(' ', Enumerable.Range(0, 5).Select(p => Entity(item, p)))),
            Is.EqualTo(new[] { "ny ny - rain -", "rain - paris - -", "song song - - -", "paris - - - -" }));
        Assert.That(titles.Words[..5], Is.EqualTo(new[] { 1, 2, 3, 4, 5 }), "the sixth word is not read");
        Assert.That(titles.Words[5..10], Is.EqualTo(new[] { 4, 6, 7, 0, 0 }));
        Assert.That(titles.Words[15], Is.EqualTo(7), "of an item outside of the training part, a word that is in it");
    }

    [Test]
    public void A_word_of_no_title_in_the_training_part_is_none()
    {
        using var folder = new TemporaryFolder();
        RecommendationData data = Read(folder.Path, ["known", "unknown", "known too", "x"], ["a", "b", "c", "d"]);
        var titles = new DknTitles(Options with { Windows = 1 }, data, [new Interaction(0, 0, true)]);
        Assert.That(titles.WordCount, Is.EqualTo(2));
        Assert.That(titles.Words[10..12], Is.EqualTo(new[] { 1, 0 }));
    }

    /// <summary>The book data: readers need the remedy.</summary>
    [Test]
    public void Without_titles_the_error_says_what_to_do()
    {
        RecommendationData data = SmallWorld.Create() with { ItemNames = new string?[SmallWorld.Items] };
        Assert.That(() => new DknTitles(Options, data, []), Throws.TypeOf<SettingException>().With.Message.Contains("text="));
        Assert.That(
            () => new DknTitles(Options with { Text = "plot" }, data, []),
            Throws.TypeOf<SettingException>().With.Message.Contains("'plot'"));
        Assert.That(
            () => new DknTitles(Options with { Windows = 6 }, data, []), Throws.TypeOf<SettingException>().With.Message.Contains("1 to 5"));
    }

    private static RecommendationData Read(string folder, string[] names, string[] entities)
    {
        File.WriteAllLines(Path.Combine(folder, "ratings.tsv"), names.Select((_, item) => $"u\ti{item}\t5"));
        File.WriteAllLines(Path.Combine(folder, "names.tsv"), names.Select((name, item) => $"i{item}\t{name}"));
        File.WriteAllLines(Path.Combine(folder, "item_index2entity_id.txt"), entities.Select((list, item) => $"i{item}\t{list}"));
        File.WriteAllText(Path.Combine(folder, "kg.txt"), $"{entities[0].Split('\t')[0]}\tis\tcity\n");
        File.WriteAllText(
            Path.Combine(folder, "entity_features.tsv"), "ny\tname\tNew York\nrain\tname\train\nabsent\tname\tsnow\nparis\tname\tParis\n");
        return RawDataReader.Read(folder, SmallWorld.Format);
    }
}
