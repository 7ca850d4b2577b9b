using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Sources;
using Mkr.Tests.Model.Data.Preparation;

namespace Mkr.Tests.Model.Data.Sources;

/// <summary>The layouts of MIND, of KGAT and of the paper's authors.</summary>
internal sealed class OtherLayoutTests
{
    private const string Behaviors = "1\tU1\t11/11/2019 9:05:58 AM\tN1 N2\tN3-1 N4-0\n2\tU2\t11/12/2019 1:00:00 PM\t\tN1-0 N4\n"
        + "3\tU3\t11/12/2019 1:00:00 PM\t\t\n4\tU1\tnever\tN1\tN3-1\n";

    private const string News = "N1\tnews\tworld\tBig storm\ttext\turl\t[{\"Label\":\"Storm\",\"WikidataId\":\"Q1\"}]\t"
        + "[{\"WikidataId\":\"Q1\"},{\"WikidataId\":\"Q2\"}]\nN3\tsport\tgolf\tGolf\t\t\tbad\t\n";

    [Test]
    public void Mind_has_clicks_titles_and_entities()
    {
        Prepared prepared = Prepared.Of(null, ("train/behaviors.tsv", Behaviors), ("train/news.tsv", News),
            ("dev/behaviors.tsv", "9\tU9\t11/13/2019 1:00:00 PM\tN1\t\n"), ("dev/news.tsv", News));
        Assert.That(prepared.Report.Layout, Is.EqualTo("mind"));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "U1 N1 0", "U1 N2 0", "U1 N3 1573463158", "U9 N1 0" }));
        Assert.That(prepared.Report.Interactions, Is.EqualTo(7), "with N4-0 and N1-0, and U1's N1 twice");
        Assert.That((prepared.Report.Threshold, prepared.Report.Duplicates), Is.EqualTo(((double?)1, DuplicateRule.Highest)));
        Assert.That((prepared.EntitiesOf("N1"), prepared.EntitiesOf("N4")), Is.EqualTo(("Q1 Q2", "entity-of-item:N4")));
        Assert.That(prepared.Feature(FeatureOwner.Item, "word", "N1"), Is.EqualTo("big storm"));
        Assert.That(prepared.Feature(FeatureOwner.Item, "subcategory", "N3"), Is.EqualTo("golf"));
        Assert.That(prepared.UnusedOf("train/behaviors.tsv"), Is.EqualTo(new[]
        {
            "no history and no impressions: 1, 3", "a time that is neither a number nor a date: 1, 4",
            "an impression without -0 or -1: 1, 2",
        }));
        Assert.That(prepared.UnusedOf("train/news.tsv"), Is.EqualTo(new[]
        {
            "entities that are not a list in JSON with WikidataId: 1, 2", "the link again: 2, 1", "the id again: 2, 1",
        }));
    }

    [Test]
    public void Kgat_has_lists_of_items_which_are_entities()
    {
        Prepared prepared = Prepared.Of(null, ("train.txt", "0 0 1\n1 1\n2\n3 0 0 \n"), ("test.txt", "0 2\n"),
            ("kg_final.txt", "0 0 5\n2 1 5\n5 0 x y\n"), ("item_list.txt", "org_id remap_id freebase_id\nB0 0 m.0\nB7 7 m.7\n"),
            ("user_list.txt", "org_id remap_id\nA0 0\n"));
        Assert.That(prepared.Report.Layout, Is.EqualTo("kgat"));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "0 0", "0 1", "0 2", "1 1", "3 0" }));
        Assert.That(new[] { "0", "1", "7" }.Select(prepared.EntitiesOf), Is.EqualTo(new[] { "0", "1", "entity-of-item:7" }));
        Assert.That(prepared.Triples(), Is.EqualTo(new[] { "0 0 5", "2 1 5" }));
        Assert.That((prepared.Data.ItemNames[0], prepared.Data.UserNames[0]), Is.EqualTo(("B0", "A0")));
        Assert.That(prepared.UnusedOf("train.txt"), Is.EqualTo(new[] { "a user without items: 1, 3" }));
        Assert.That(prepared.UnusedOf("kg_final.txt"), Is.EqualTo(new[] { "too many columns: 1, 3" }));
        Assert.That(prepared.Report.RepeatedPairs, Is.EqualTo(1));
    }

    /// <summary>The committed data set comes out as it went in, but for the order of ids, which the ratings decide.</summary>
    [Test]
    public void The_demo_comes_out_as_it_went_in()
    {
        string demo = Path.Combine(RealData.RepositoryRoot, "datasets", "demo");
        RecommendationData expected = RawDataReader.Read(demo, RawFormat.Demo);
        Prepared prepared = Prepared.OfFolder(demo);
        RecommendationData data = prepared.Data;
        Assert.That(prepared.Report.Layout, Is.EqualTo("released"));
        Assert.That(Mkr.Model.Experiments.Reproduction.DataFingerprint.Compute(data with { Name = expected.Name }),
            Is.EqualTo(Mkr.Model.Experiments.Reproduction.DataFingerprint.Compute(expected)));
        Assert.That(data.PositiveTimes, Is.EqualTo(expected.PositiveTimes));
        Assert.That((data.ItemNames, data.UserNames), Is.EqualTo((expected.ItemNames, expected.UserNames)));
        Assert.That(data.Features.Select(f => (f.Owner, f.Name, f.OwnerCount)),
            Is.EqualTo(expected.Features.Select(f => (f.Owner, f.Name, f.OwnerCount))));
        Assert.That(data.Report with { Layout = null }, Is.EqualTo(expected.Report));
    }

    [TestCase("music")]
    [TestCase("book")]
    [TestCase("movie")]
    public void A_public_data_set_comes_out_as_it_went_in(string name)
    {
        string folder = RealData.Folder(name);
        RecommendationData expected = RawDataReader.Read(folder, RawFormat.Presets.Single(preset => preset.Name == name));
        Prepared prepared = Prepared.OfFolder(folder);
        Assert.That(Mkr.Model.Experiments.Reproduction.DataFingerprint.Compute(prepared.Data with { Name = expected.Name }),
            Is.EqualTo(Mkr.Model.Experiments.Reproduction.DataFingerprint.Compute(expected)));
        Assert.That(prepared.Report.Positives, Is.GreaterThanOrEqualTo(expected.Positives.PairCount));
        Assert.That(prepared.Report.UnlinkedItems, Is.Zero);
    }

    [Test]
    public void A_rating_of_an_item_that_the_map_does_not_have_is_not_used()
    {
        (string, string)[] files =
            [("ratings.tsv", "user\titem\trating\nann\tx\t5\nann\ty\t5\n"), ("item_index2entity_id.txt", "x\tE1\nw\t\n"), ("kg.txt", "")];
        Prepared prepared = Prepared.Of(null, files);
        Assert.That(prepared.UnusedOf("ratings.tsv"), Is.EqualTo(new[] { "an item without a link: 1, 3" }));
        Assert.That((prepared.Data.Items.Count, prepared.EntitiesOf("w")), Is.EqualTo((2, "entity-of-item:w")));
        Assert.That(Prepared.Of(new PrepareOptions { KeepsUnlinked = true }, files).Data.Items.Count, Is.EqualTo(3));
    }
}
