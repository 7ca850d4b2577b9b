using Mkr.Model.Data;
using Mkr.Model.Data.Sources;
using Mkr.Tests.Model.Data.Preparation;

namespace Mkr.Tests.Model.Data.Sources;

internal sealed class RecBoleLayoutTests
{
    private static readonly (string, string)[] Files =
    [
        ("d.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
            + "ann\tx\t5\t10.0\nbob\ty\t3\t11\nbob\tx\t4.5\t12\nann\tz\tgood\t13\nann\tz\t4\nann\ty\t4\tnever\n\tx\t4\t1\n"),
        ("d.item", "item_id:token\tmovie_title:token_seq\tyear:float\tgenre:token_seq\tcountry:token\n"
            + "x\tThe \"X\"\t1999\tDrama War\tFR\nv\tV\t2000\t\tDE\nx\tAgain\t1\tWar\tFR\n"),
        ("d.user", "user_id:token\tage:token\nann\t25\ncid\t30\n"),
        ("d.link", "item_id:token\tentity_id:token\nx\tm.1\ny\tm.2\nx\tm.1\n"),
        ("d.kg", "head_id:token\trelation_id:token\ttail_id:token\nm.1\tgenre\tg\nm.9\tgenre\tg\nm.1\tgenre\n"),
        ("other.kg", "head_id:token\trelation_id:token\ttail_id:token\nm.1\tgenre\tg\n"),
    ];

    [Test]
    public void All_files_are_used_and_counted()
    {
        Prepared prepared = Prepared.Of(null, Files);
        Assert.That(prepared.Report.Layout, Is.EqualTo("recbole"));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "ann x 10", "bob x 12" }));
        Assert.That(prepared.Data.Rated.PairCount, Is.EqualTo(1), "bob's 3 for y");
        Assert.That(prepared.Triples(), Is.EqualTo(new[] { "m.1 genre g", "m.9 genre g" }));
        Assert.That(prepared.EntitiesOf("x"), Is.EqualTo("m.1"));
        Assert.That(prepared.EntitiesOf("v"), Is.EqualTo("entity-of-item:v"), "an item of the file of items alone");
        Assert.That(prepared.Feature(FeatureOwner.Item, "genre", "x"), Is.EqualTo("Drama War"));
        Assert.That(prepared.Feature(FeatureOwner.Item, "movie_title", "x"), Is.EqualTo("The \"X\""));
        Assert.That(prepared.Feature(FeatureOwner.Item, "country", "v"), Is.EqualTo("DE"));
        Assert.That(prepared.Feature(FeatureOwner.User, "age", "ann"), Is.EqualTo("25"));
        Assert.That(prepared.Data.ItemNames[0], Is.EqualTo("The \"X\""));
        Assert.That(prepared.Data.Features, Has.Count.EqualTo(4), "the year is a number");
    }

    [TestCase("d.inter", "a rating that is no finite number: 1, 5", "a time that is neither a number nor a date: 1, 7",
        "an empty user id: 1, 8", "too few columns: 1, 6")]
    [TestCase("d.item", "the id again: 1, 4")]
    [TestCase("d.user", "a user without an interaction: 1, 3")]
    [TestCase("d.link", "the link again: 1, 4")]
    [TestCase("d.kg", "too few columns: 1, 4")]
    public void Every_line_that_is_not_used_has_its_reason(string file, params string[] unused) =>
        Assert.That(Prepared.Of(null, Files).UnusedOf(file), Is.EqualTo(unused));

    [Test]
    public void The_report_counts()
    {
        Prepared prepared = Prepared.Of(null, Files);
        Assert.That(prepared.Report.FilesNotRead, Is.EqualTo(new[] { "other.kg" }));
        Assert.That((prepared.Report.Users, prepared.Report.Items, prepared.Report.Interactions), Is.EqualTo((2, 3, 3L)));
        Assert.That((prepared.Report.Positives, prepared.Report.Threshold), Is.EqualTo((2L, (double?)4)));
        Assert.That((prepared.Report.UnlinkedItems, prepared.Report.DanglingHeads, prepared.Report.Entities), Is.EqualTo((1, 1, 3)));
        Assert.That(prepared.Unused, Does.Contain("\nd.inter\t5\ta rating that is no finite number\n"));
        Assert.That(prepared.Report.ToLines(), Has.Some.Contains("numbers are no features: year:float"));
    }

    [Test]
    public void A_header_without_types_is_an_error() => Assert.That(
        () => Prepared.Of(null, ("d.inter", "user_id\titem_id\n1\t2\n")),
        Throws.TypeOf<DataFormatException>().With.Message.Contains("d.inter:1:1: expected a header of columns name:type"));

    [Test]
    public void Two_data_sets_in_a_folder_have_to_be_told_apart()
    {
        (string, string)[] files = [("a.inter", "u:token\ti:token\n1\t2\n"), ("b.inter", "u:token\ti:token\n3\t4\n")];
        Assert.That(() => Prepared.Of(null, files), Throws.TypeOf<DataFormatException>().With.Message.Contains("a, b. Give --ratings"));
        Assert.That(Prepared.Of(new PrepareOptions { RatingsFile = "b.inter" }, files).Positives(), Is.EqualTo(new[] { "3 4" }));
    }
}
