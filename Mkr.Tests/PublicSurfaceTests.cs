using System.Reflection;
using System.Xml.Linq;
using Mkr.Engine.Randomness;
using Mkr.Model.Models;

namespace Mkr.Tests;

/// <summary>The compiler asks for documentation of everything public, as long as nobody switches it off.</summary>
internal sealed class PublicSurfaceTests
{
    private static readonly Assembly[] Libraries = [typeof(SeededRandom).Assembly, typeof(ModelCatalog).Assembly];

    [TestCaseSource(nameof(Libraries))]
    public void Every_public_type_is_documented(Assembly library)
    {
        string path = Path.ChangeExtension(library.Location, ".xml");
        Assert.That(path, Does.Exist, "GenerateDocumentationFile is on");
        string[] documented = [.. XDocument.Load(path).Descendants("member").Select(member => member.Attribute("name")!.Value)];
        Assert.That(
            library.GetExportedTypes().Where(type => !type.IsSubclassOf(typeof(Delegate)))
                .Select(type => "T:" + type.FullName!.Replace('+', '.')).Except(documented),
            Is.Empty);
    }

    [Test]
    public void Page_lists_every_public_type_and_no_other()
    {
        IEnumerable<string> listed = File.ReadLines(Path.Combine(RealData.RepositoryRoot, "docs", "api.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && !line.EndsWith("| |", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(name => name.Trim().Trim('`'));
        Assert.That(
            listed, Is.EquivalentTo(Libraries.SelectMany(library => library.GetExportedTypes()).Select(type => type.Name.Split('`')[0])));
    }

    [TestCase("Mkr.Engine")]
    [TestCase("Mkr.Model")]
    public void A_missing_comment_is_an_error(string project)
    {
        string text = File.ReadAllText(Path.Combine(RealData.RepositoryRoot, project, project + ".csproj"))
            + File.ReadAllText(Path.Combine(RealData.RepositoryRoot, "Directory.Build.props"));
        Assert.That(text, Does.Contain("<TreatWarningsAsErrors>true").And.Contain("<GenerateDocumentationFile>true"));
        Assert.That(text, Does.Not.Contain("1591"), "the warning of a public member without a comment");
        Assert.That(text, Does.Not.Contain("RS00"), "the warnings of a public member that is not declared");
    }
}
