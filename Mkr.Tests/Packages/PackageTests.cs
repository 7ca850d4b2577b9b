using System.IO.Compression;
using System.Xml.Linq;

namespace Mkr.Tests.Packages;

/// <summary>What is in a package, and what it says of itself.</summary>
internal sealed class PackageTests
{
    [TestCase("Mkr.Engine", "lib/net10.0/Mkr.Engine")]
    [TestCase("Mkr.Model", "lib/net10.0/Mkr.Model")]
    public void Library_has_its_documentation_and_its_symbols(string package, string path)
    {
        using ZipArchive archive = Open(package, "nupkg"), symbols = Open(package, "snupkg");
        Assert.That(Names(archive), Is.SupersetOf(new[] { path + ".dll", path + ".xml", "PACKAGE.md" }));
        Assert.That(Names(archive).Where(n => n.EndsWith(".dll", StringComparison.Ordinal)), Has.Exactly(1).Items);
        Assert.That(Names(symbols), Has.Member(path + ".pdb"));
    }

    [TestCase("Mkr.Engine")]
    [TestCase("Mkr.Model")]
    [TestCase("mkr")]
    public void Licence_readme_and_version_are_given(string package)
    {
        XElement metadata = Metadata(package);
        string? Value(string name) => Child(metadata, name)?.Value;
        Assert.That(
            (Value("id"), Value("version"), Value("license"), Value("readme"), Value("authors")),
            Is.EqualTo((package, LocalFeed.Version, "MIT", "PACKAGE.md", "The Mkr authors")));
        Assert.That(Value("description"), Is.Not.EqualTo("Package Description"));
        Assert.That((string?)Child(metadata, "repository")?.Attribute("url") ?? "https://", Does.StartWith("https://"));
    }

    /// <summary>The model's package sees the engine's internals.</summary>
    [Test]
    public void Model_needs_the_engine_of_its_own_version()
    {
        IEnumerable<(string?, string?)> dependencies = Child(Metadata("Mkr.Model"), "dependencies")!.Descendants()
            .Select(d => ((string?)d.Attribute("id"), (string?)d.Attribute("version")));
        Assert.That(dependencies, Has.Member(("Mkr.Engine", $"[{LocalFeed.Version}]")));
    }

    [Test]
    public void Nothing_else_is_packed() => Assert.That(
        Directory.EnumerateFiles(LocalFeed.Packages, "*.nupkg").Select(Path.GetFileName),
        Is.EquivalentTo(new[] { "Mkr.Engine", "Mkr.Model", "mkr" }.Select(id => $"{id}.{LocalFeed.Version}.nupkg")));

    private static ZipArchive Open(string package, string extension) =>
        ZipFile.OpenRead(Path.Combine(LocalFeed.Packages, $"{package}.{LocalFeed.Version}.{extension}"));

    private static IEnumerable<string> Names(ZipArchive archive) => archive.Entries.Select(entry => entry.FullName);

    private static XElement Metadata(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        using Stream file = archive.GetEntry(package + ".nuspec")!.Open();
        return Child(XDocument.Load(file).Root!, "metadata")!;
    }

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);
}
