using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;

namespace Mkr.Tests.Model.Data;

internal sealed class SplitFileTests
{
    private const string Header = "user\titem\tlabel\n";

    private static readonly RecommendationData Data = SmallData.From(4, 30,
        [.. Enumerable.Range(0, 40).Select(i => new Interaction(i / 10, i % 10, true))]);

    [Test]
    public void A_split_that_is_read_back_is_the_same()
    {
        using var folder = new TemporaryFolder();
        DatasetSplit split = new CleanProtocol().Split(Data, new SeededRandom(1));
        SplitFile.Write(folder.Path, split, Data);
        DatasetSplit read = SplitFile.Read(folder.Path, Data);
        Assert.That(read.Train, Is.EqualTo(split.Train));
        Assert.That(read.Fingerprint, Is.EqualTo(split.Fingerprint));
    }

    [Test]
    public void Files_hold_the_original_ids()
    {
        using var folder = new TemporaryFolder();
        SplitFile.Write(folder.Path, new DatasetSplit([new(3, 9, true), new(0, 20, false)], [], []), Data);
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "train.tsv")), Is.EqualTo(Header + "u3\ti9\t1\nu0\ti20\t0\n"));
    }

    [TestCase("", "1:1", "expected a labelled interaction, found an empty file")]
    [TestCase(Header, "2:1", "expected a labelled interaction, found the end of the file")]
    [TestCase("u0\ti1\t1\n", "1:1", "expected the header user, item, label, found 'u0'")]
    [TestCase(Header + "u0\ti1\n", "2:6", "expected 3 columns separated by a tab in a labelled interaction, found 2")]
    [TestCase(Header + "u9\ti1\t1\n", "2:1", "expected a known user, found 'u9'")]
    [TestCase(Header + "u0\tx\t1\n", "2:4", "expected a known item, found 'x'")]
    [TestCase(Header + "u0\ti1\t2\n", "2:7", "expected the label 0 or 1, found '2'")]
    [TestCase(Header + "u0\ti1\t0\n", "2:7", "expected the label 1 that follows from the ratings of 'small', found '0'")]
    [TestCase(Header + "u0\ti11\t1\n", "2:8", "expected the label 0 that follows from the ratings of 'small', found '1'")]
    [TestCase(Header + "u0\ti1\t1\nu0\ti1\t1\n", "3:1", "expected each pair of user and item once in all parts, found 'u0' and 'i1' again")]
    [TestCase(Header + "u3\ti9\t1\n", "2:1", "expected each pair of user and item once in all parts, found 'u3' and 'i9' again")]
    public void A_malformed_file_is_an_error_with_its_place(string validation, string place, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("train.tsv", Header + "u3\ti9\t1\n");
        string path = folder.Write("validation.tsv", validation);
        folder.Write("test.tsv", Header + "u3\ti8\t1\n");
        Assert.That(() => SplitFile.Read(folder.Path, Data),
            Throws.TypeOf<DataFormatException>().With.Message.StartsWith($"{path}:{place}: ").And.Message.Contains(message));
    }

    [Test]
    public void A_missing_file_is_an_error() =>
        Assert.That(() => SplitFile.Read("no-such-folder", Data),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("train.tsv:1:1"));

    [Test]
    public void An_id_with_a_tab_is_refused()
    {
        using var folder = new TemporaryFolder();
        var users = new Vocabulary(["a\tb"]);
        RecommendationData data = SmallData.From(1, 2, [new Interaction(0, 0, true)], users: users);
        Assert.That(() => SplitFile.Write(folder.Path, new DatasetSplit([new(0, 0, true)], [], []), data),
            Throws.InvalidOperationException.With.Message.Contains("'a\\tb'"));
    }
}
