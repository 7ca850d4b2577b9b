using Mkr.Model.Data.Download;

namespace Mkr.Tests.Model.Data.Download;

/// <summary>Takes a data set from a folder into which it was downloaded by hand.</summary>
internal sealed class DatasetCopyTests
{
    private static readonly PublicDataset Dataset = SmallDataset.At(new Uri("http://example.org/data/"));
    private TemporaryFolder _source = null!, _target = null!;

    [SetUp]
    public void SetUp()
    {
        _source = new TemporaryFolder();
        _target = new TemporaryFolder();
        _source.Write("ratings.dat", SmallDataset.Ratings);
        _source.Write("kg.txt", SmallDataset.Graph);
    }

    [TearDown]
    public void TearDown()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Test]
    public void Copies_all_files_and_the_names_where_they_are_known()
    {
        _source.Write("names.dat", SmallDataset.Names);
        _source.Write("other.dat", "other");
        Assert.That(Copy().Select(f => f.Outcome), Is.All.EqualTo(FetchOutcome.Copied));
        Assert.That(Names(), Is.EqualTo(new[] { "kg.txt", "names.dat", "ratings.dat" }));
        Assert.That(File.ReadAllBytes(Path.Combine(_target.Path, "ratings.dat")), Is.EqualTo(SmallDataset.Ratings));
    }

    [Test]
    public void Names_may_be_missing()
    {
        Assert.That(Copy(), Has.Count.EqualTo(2));
        Assert.That(Names(), Is.EqualTo(new[] { "kg.txt", "ratings.dat" }));
    }

    [Test]
    public void Names_that_are_not_known_are_left_out()
    {
        _source.Write("names.dat", "1\tuno\n");
        Assert.That(Copy()[^1], Is.EqualTo(new FetchedFile("names.dat", FetchOutcome.LeftOut, null)));
        Assert.That(Names(), Is.EqualTo(new[] { "kg.txt", "ratings.dat" }));
    }

    [Test]
    public void A_known_rebuilt_edition_is_accepted_and_named()
    {
        _source.Write("ratings.dat", SmallDataset.RebuiltRatings);
        Assert.That(Copy()[0].Content!.Origin, Is.EqualTo("rebuilt"));
    }

    [Test]
    public void A_wrong_file_is_an_error_with_both_checksums()
    {
        string wrong = _source.Write("kg.txt", "1\tlikes\t3\n");
        DatasetException error = Assert.Throws<DatasetException>(() => Copy())!;
        Assert.That(error.Message, Is.EqualTo(
            $"{wrong}: expected SHA-256 {SmallDataset.Sha256(SmallDataset.Graph)} (the authors' file), " +
            $"found SHA-256 {SmallDataset.Sha256(File.ReadAllBytes(wrong))}. Download http://example.org/data/kg.txt again."));
        Assert.That(Names(), Is.EqualTo(new[] { "ratings.dat" }));
    }

    [Test]
    public void Missing_files_are_named_with_their_addresses()
    {
        File.Delete(Path.Combine(_source.Path, "kg.txt"));
        File.Delete(Path.Combine(_source.Path, "ratings.dat"));
        Assert.That(() => Copy(), Throws.TypeOf<DatasetException>().With.Message.EqualTo(
            $"{_source.Path}: there is no ratings.dat, no kg.txt. "
            + "Download http://example.org/data/ratings.dat, http://example.org/data/kg.txt into it."));
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public void A_file_that_is_there_need_not_be_in_the_source()
    {
        _target.Write("kg.txt", SmallDataset.Graph);
        File.Delete(Path.Combine(_source.Path, "kg.txt"));
        Assert.That(Copy().Select(f => f.Outcome), Is.EqualTo(new[] { FetchOutcome.Copied, FetchOutcome.Present }));
    }

    [Test]
    public void A_file_that_is_not_known_is_never_replaced()
    {
        string mine = _target.Write("kg.txt", "mine");
        Assert.That(() => Copy(), Throws.TypeOf<DatasetException>().With.Message.Contains("Nothing was replaced"));
        Assert.That(File.ReadAllText(mine), Is.EqualTo("mine"));
        Assert.That(Names(), Is.EqualTo(new[] { "kg.txt" }));
    }

    [Test]
    public void A_file_is_no_folder() =>
        Assert.That(
            () => DatasetDownloader.Copy(Dataset, _source.Path, Path.Combine(_source.Path, "kg.txt")),
            Throws.TypeOf<DatasetException>().With.Message.Contains("this is a file"));

    private IReadOnlyList<FetchedFile> Copy() => DatasetDownloader.Copy(Dataset, _source.Path, _target.Path);

    private string[] Names() => [.. Directory.GetFiles(_target.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
