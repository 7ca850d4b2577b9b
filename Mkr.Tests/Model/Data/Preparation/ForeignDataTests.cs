using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Preparation;
using Mkr.Model.Data.Sources;

namespace Mkr.Tests.Model.Data.Preparation;

/// <summary>The reader of data sets on folders that were prepared, or are in another layout.</summary>
[NonParallelizable]
internal sealed class ForeignDataTests
{
    private const string Inter = "user_id:token\titem_id:token\trating:float\nann\tx\t3\nann\ty\t5\n";

    [Test]
    public void A_folder_in_another_layout_is_prepared_in_passing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("d.inter", Inter + "ann\tz\n");
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "mkr-prepared-*");
        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.Movie);
        Assert.That((data.Name, data.Positives.PairCount, data.Items.Count), Is.EqualTo((Path.GetFileName(folder.Path), 1, 2)));
        string report = data.Report.ToLines()[0];
        Assert.That(report, Does.StartWith("layout: recbole").And.Contain("too few columns: 1, first in line 4"));
        Assert.That(report, Does.Contain("`mkr prepare "));
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "mkr-prepared-*"), Is.EquivalentTo(before), "nothing of it stays");
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_format_of_a_prepared_folder_stands_above_the_preset_and_below_settings()
    {
        using var source = new TemporaryFolder();
        using var target = new TemporaryFolder();
        source.Write("d.inter", Inter);
        DataPreparer.Prepare(source.Path, target.Path, new PrepareOptions());
        foreach (RawFormat preset in RawFormat.Presets)
            Assert.That(RawDataReader.Read(target.Path, preset).Positives.PairCount, Is.EqualTo(1), preset.Name);
        Assert.That(RawDataReader.Read(target.Path, RawFormat.Book with { Threshold = 3, Given = ["threshold"] }).Positives.PairCount,
            Is.EqualTo(2));
    }

    [Test]
    public void A_prepared_folder_can_be_prepared_again()
    {
        using var source = new TemporaryFolder();
        using var first = new TemporaryFolder();
        source.Write("d.inter", Inter);
        DataPreparer.Prepare(source.Path, first.Path, new PrepareOptions { Threshold = 2 });
        Prepared second = Prepared.OfFolder(first.Path);
        Assert.That((second.Report.Layout, second.Report.Threshold, second.Report.Positives), Is.EqualTo(("released", (double?)2, 2L)));
    }

    [Test]
    public void Preparing_ends_at_the_next_line_where_it_is_to()
    {
        using var source = new TemporaryFolder();
        using var target = new TemporaryFolder();
        source.Write("d.inter", Inter);
        Assert.That(() => DataPreparer.Prepare(source.Path, target.Path, new PrepareOptions(), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("{\"treshold\": 3}", "there is no setting 'treshold' of a format. Did you mean 'threshold'?")]
    [TestCase("{\"threshold\": \"x\"}", "threshold")]
    [TestCase("[]", "expected a JSON object")]
    public void A_format_that_is_wrong_is_named(string json, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("format.json", json);
        Assert.That(() => RawDataReader.Read(folder.Path, RawFormat.Demo),
            Throws.TypeOf<Mkr.Model.Settings.SettingException>().With.Message.Contains(message));
    }
}
