using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Formats;

internal sealed class LookAlikesTests
{
    private const string Plain = "ann\tx\t5\t1\nbob\ty\t5\t1\n";
    private const string Graph = "E1\tgenre\tdrama\n";

    [TestCase(Plain, "E1\tgenre\tg0\nE2\tgenre\tg0\u00A0\n",
        "1, as the entities 'g0' and 'g0\u00A0' (U+00A0, a no-break space); normalizeIds=form")]
    [TestCase(Plain, "E1\tgenre\tdrama\nE2\tgenre \tdrama\n",
        "1, as the relations 'genre' and 'genre ' (U+0020, a space); normalizeIds=form")]
    [TestCase(Plain, "E1\tgenre\tdrama\nE1 \tgenre\tdrama\n", "1, as the entities 'E1' and 'E1 ' (U+0020, a space); normalizeIds=form")]
    [TestCase("ann\tx\t5\t1\nAnn\ty\t5\t1\nANN\ty\t4\t1\n", Graph,
        "2, as the users 'ann' and 'Ann' (U+0041, a capital letter); normalizeIds=case")]
    [TestCase("jos\u00E9\tx\t5\t1\njose\u0301\ty\t5\t1\n", Graph,
        "1, as the users 'jos\u00E9' and 'jose\u0301' (U+00E9, a letter); normalizeIds=form")]
    [TestCase("bo b\tx\t5\t1\nbo  b\ty\t5\t1\n", Graph, "1, as the users 'bo b' and 'bo  b' (U+0020, a space); normalizeIds=form")]
    [TestCase("ann\tx\t5\t1\nann\u200B\ty\t5\t1\n", Graph,
        "1, as the users 'ann' and 'ann\u200B' (U+200B, a zero-width space); normalizeIds=form")]
    [TestCase("ann\tx\t5\t1\nann\tX\t5\t1\nbob\tX\t5\t1\n", Graph,
        "1, as the items 'x' and 'X' (U+0058, a capital letter); normalizeIds=case")]
    public void They_are_counted_and_one_is_shown(string ratings, string graph, string warning)
    {
        Assert.That(Read(ratings, graph, "none").Report.ToLines(), Has.Some.EqualTo(
            $"warning: ids that differ from another one only by white space, letter case or Unicode form: {warning} joins them"));
        string remedy = warning.Contains("=form", StringComparison.Ordinal) ? "form" : "case";
        Assert.That(Read(ratings, graph, remedy).Report.Warning, Is.Null, "the remedy works");
    }

    [Test]
    public void What_is_normalized_is_one_id()
    {
        RecommendationData data = Read("ann\tx\t5\t1\n ann\ty\t5\t2\n", "E1\tgenre\tg0\nE2\u00A0\tgenre \tg0\u00A0\n", "form");
        Assert.That(data.Positives[0].ToArray(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(data.Graph.Triples.ToArray(), Is.EqualTo(new Triple[] { new(0, 0, 2), new(1, 0, 2) }));
        Assert.That(data.UserNames[0], Is.EqualTo("Ann"));
    }

    [Test]
    public void An_id_that_is_alone_with_its_form_is_no_look_alike() =>
        Assert.That(Read("Ann  B\tx\t5\t1\nbo b\ty\t5\t1\n", "E1\tGenre\t Drama\n", "none").Report.Warning, Is.Null);

    [TestCase("music")]
    [TestCase("book")]
    [TestCase("movie")]
    public void Real_data_is_read_without_a_warning(string name) => Assert.That(
        RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name)).Report.Warning, Is.Null);

    [Test]
    public void White_space_alone_is_no_id() => Assert.That(() => Read(" \tx\t5\t1\n", Graph, "form"),
        Throws.TypeOf<DataFormatException>().With.Message.Contains("ratings.tsv:2:1: expected a user id, found white space alone"));

    private static RecommendationData Read(string ratings, string graph, string normalization)
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv", "user\tfilm\trating\tday\n" + ratings);
        folder.Write("item_index2entity_id.txt", "x\tE1\ny\tE2\n");
        folder.Write("kg.txt", graph);
        folder.Write("user_names.tsv", "id\tname\n ann\tAnn\n");
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find("mkr")).With([new("normalizeIds", normalization)]);
        return RawDataReader.Read(folder.Path, settings.Format);
    }
}
