using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>The sample of Bing-News, converted and read.</summary>
internal sealed class NewsSampleTests
{
    private const string Train =
        "7\tstar wars star dies\t1\t1980:Star Wars;14:Carrie\n7\tbig storm\t0\t3:Storm\n"
        + "9\tstar wars star dies\t1\t1980:Star Wars: A Film\n";

    private const string Test = "9\tbig storm\t1\t3:Storm;4:Coast\n8\talone\t1\t\n9\tbig storm\t0\t3:Storm\n";

    [Test]
    public void Titles_become_items_clicks_ratings_and_entities_what_the_items_are_linked_with()
    {
        using var source = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        source.Write("raw_train.txt", Train);
        source.Write("raw_test.txt", Test);
        NewsSample sample = NewsSample.Convert(source.Path, folder.Path);
        Assert.That((sample.Lines, sample.Items, sample.Entities), Is.EqualTo((6, 3, 4)));

        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.News);
        Assert.That(data.ItemNames, Is.EqualTo(new[] { "alone", "big storm", "star wars star dies" }), "in the order of their titles");
        Assert.That(EntitiesOf(2), Is.EqualTo(new[] { "1980", "14" }));
        Assert.That(EntitiesOf(1), Is.EqualTo(new[] { "3", "4" }), "of all lines of the title");
        Assert.That(EntitiesOf(0), Is.EqualTo(new[] { "entity-of-item:n2" }));
        Assert.That(Items(data.Positives, "9"), Is.EqualTo(new[] { 1, 2 }), "a click wins");
        Assert.That(Items(data.Rated, "7"), Is.EqualTo(new[] { 1 }), "shown without a click");
        Assert.That((data.Graph.Triples.Length, data.Graph.Relations.Count), Is.EqualTo((0, 0)));
        Assert.That(data.Report.ToLines(), Has.Some.StartsWith("warning: there are no triples"));
        Assert.That(Lines("item_features.tsv").Where(line => line.StartsWith("n0\t", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "n0\tword\tstar", "n0\tword\twars", "n0\tword\tdies" }));
        Assert.That(Lines("entity_features.tsv"), Is.EqualTo(new[]
        {
            "1980\tname\tStar Wars", "1980\tname\tStar Wars: A Film", "14\tname\tCarrie", "3\tname\tStorm", "4\tname\tCoast",
        }));

        string[] Lines(string file) => File.ReadAllLines(Path.Combine(folder.Path, file));
        string[] EntitiesOf(int item) => [.. data.Map.EntitiesOf(item).ToArray().Select(entity => data.Graph.Entities[entity])];
        int[] Items(UserItems rows, string user) => data.Users.TryGetIndex(user, out int index) ? rows[index].ToArray() : [];
    }

    [TestCase("7\ttitle\t1\n", "raw_train.txt:1:10: expected 4 columns separated by a tab in a click, found 3")]
    [TestCase("7\ttitle\tyes\t3:Storm\n", "raw_train.txt:1:9: expected the label 0 or 1, found 'yes'")]
    [TestCase("7\ttitle\t1\t3\n", "raw_train.txt:1:11: expected entities as id:name;id:name, found '3'")]
    [TestCase("7\ttitle\t1\t:Storm\n", "found ':Storm'")]
    [TestCase("\ttitle\t1\t3:Storm\n", "expected a user id, found an empty field")]
    [TestCase("7\t\t1\t3:Storm\n", "expected a title, found an empty field")]
    public void A_malformed_line_is_named(string line, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("raw_train.txt", line);
        Assert.That(
            () => NewsSample.Convert(folder.Path, folder.Path), Throws.TypeOf<DataFormatException>().With.Message.Contains(message));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("raw_train.txt", Train);
        Assert.That(() => NewsSample.Convert(folder.Path, Path.Combine(folder.Path, "new")), Throws.TypeOf<DataFormatException>()
            .With.Message.Contains("raw_test.txt:1:1: expected a file of clicks, found no such file"));
        Assert.That(Path.Combine(folder.Path, "new"), Does.Not.Exist);
    }

    /// <summary>Without a graph models do without; those of the graph alone say that there is none.</summary>
    [Test]
    public void The_real_sample_can_be_trained_on()
    {
        using var folder = new TemporaryFolder();
        NewsSample.Convert(RealData.Folder("news"), folder.Path);
        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.News);
        Assert.That(
            (data.Users.Count, data.Items.Count, data.Positives.PairCount, data.Graph.Entities.Count),
            Is.EqualTo((469, 9075, 6560, 3776)));
        RunSettings settings = Preset.Find("news").Settings(ModelCatalog.Find("mkr")).With([new("epochs", "1")]);
        ExperimentRun run = TrainedModel.Run(settings, data);
        Assert.That(run.Training.Validation.Auc, Is.InRange(0.3, 1));
    }
}
