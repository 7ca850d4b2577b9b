using Mkr.Model.Data.Download;
using Mkr.Model.Data.Formats;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Download;

internal sealed class PublicDatasetTests
{
    private static readonly string[] Names = ["music", "book", "movie"];

    [TestCaseSource(nameof(Names))]
    public void Has_the_files_that_the_reader_wants(string name)
    {
        PublicDataset dataset = PublicDataset.Find(name);
        RawFormat format = RawFormat.Presets.Single(f => f.Name == name);
        Assert.That(
            dataset.Files.Where(f => f.Address is not null).Select(f => f.Name),
            Is.EqualTo(new[] { format.RatingsFile, format.ItemMapFile, format.TriplesFile }));
        Assert.That(dataset.Files.SingleOrDefault(f => f.Address is null)?.Name, Is.EqualTo(format.ItemNames?.File));
    }

    [TestCaseSource(nameof(Names))]
    public void Is_downloaded_from_one_commit_and_checked(string name)
    {
        foreach (PublicFile file in PublicDataset.Find(name).Files)
        {
            const string Authors = "https://raw.githubusercontent.com/hwwang55/MKR/d6bb77c426960bc04f5d88c39f09d87a844776b4/data/";
            Assert.That(file.Address?.AbsoluteUri, Is.Null.Or.EqualTo($"{Authors}{name}/{file.Name}"));
            Assert.That(file.Contents, Is.Not.Empty);
            foreach (Checksum checksum in file.Contents.Select(content => content.Checksum))
                Assert.That(checksum.Hex, Does.Match(checksum.Kind == ChecksumKind.Sha256 ? "^[0-9a-f]{64}$" : "^[0-9a-f]{40}$"));
        }
    }

    /// <summary>The readme lists git's ids of all files: those that are only there belong to the same bytes as our SHA-256.</summary>
    [TestCaseSource(nameof(Names))]
    public void Knows_the_real_files(string name)
    {
        string folder = RealData.Folder(name), readme = File.ReadAllText(Path.Combine(RealData.RepositoryRoot, "datasets", "README.md"));
        foreach (PublicFile file in PublicDataset.Find(name).Files)
        {
            string path = Path.Combine(folder, file.Name);
            KnownContent? content = file.Identify(path);
            Assert.That(content, Is.Not.Null, file.Name);
            if (content!.Origin == "the authors' file")
                Assert.That(readme, Does.Contain($"| {name}/{file.Name} | {Checksum.Of(path, ChecksumKind.GitBlob).Hex} |"));
        }
    }

    [Test]
    public void Readme_lists_the_ids_and_the_rebuilt_editions()
    {
        string readme = File.ReadAllText(Path.Combine(RealData.RepositoryRoot, "datasets", "README.md"));
        var rows = from dataset in PublicDataset.All
                   from file in dataset.Files
                   where file.Contents.Count > 1
                   from content in file.Contents
                   select $"| {dataset.Name}/{file.Name} | {content.Checksum.Hex} |";
        Assert.That(rows.Count(), Is.EqualTo(4));
        foreach (string row in rows) Assert.That(readme, Does.Contain(row));
    }

    [Test]
    public void A_mistyped_name_gets_a_hint() =>
        Assert.That(() => PublicDataset.Find("moovie"), Throws.TypeOf<SettingException>().With.Message.Contains("Did you mean 'movie'?"));
}
