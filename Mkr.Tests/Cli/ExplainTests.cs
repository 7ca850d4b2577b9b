using System.Text.Json.Nodes;
using Mkr.Cli.Output.Plots;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr explain</c>, as a user runs it.</summary>
internal sealed class ExplainTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void Train() => Assert.That(
        MkrProgram.Run("train", "--model", "blend", "--compare", "none", "--out", In("run")).ExitCode, Is.Zero);

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Text_json_and_figure()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        (int exitCode, string output, string error) = MkrProgram.Run(
            "explain", In("run"), "--user", "nadia-verton", "--item", "ivory-meadow", "--json", In("e.json"), "--figure", In("e.png"));
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.StartWith("Ivory Meadow (ivory-meadow) for Nadia Verton (nadia-verton)"));
        Assert.That(output, Does.Contain("shared facts +").And.Contain("director person:").And.Contain("popularity of the item"));
        Assert.That(output, Does.Match(@"In the graph:\n  [^\n]+ -\[\w+\]-> \S+ <-\[\w+\]- Ivory Meadow\n"));
        JsonNode json = JsonNode.Parse(File.ReadAllText(In("e.json")))!;
        Assert.That((json["command"]!.GetValue<string>(), json["model"]!.GetValue<string>()), Is.EqualTo(("explain", "blend")));
        double history = json["history"]!.AsArray().Sum(part => part!["amount"]!.GetValue<double>());
        double terms = json["terms"]!.AsObject().Sum(term => term.Value!.GetValue<double>());
        Assert.That(history + terms, Is.EqualTo(json["score"]!.GetValue<double>()).Within(1e-5));
        Assert.That(json["history"]!.AsArray().Select(part => Math.Abs(part!["amount"]!.GetValue<double>())), Is.Ordered.Descending);
        Assert.That(json["paths"]!.AsArray(), Is.Not.Empty);
        Assert.That(File.ReadAllText(In("e.svg")), Does.Contain("Ivory Meadow").And.Contain("<svg"));
        Assert.That(File.Exists(In("e.png")), Is.True);
    }

    [TestCase("nadia-vertn", "ivory-meadow", "There is no user 'nadia-vertn' in this model. Did you mean 'nadia-verton'?")]
    [TestCase("nadia-verton", "ivory-meado", "There is no item 'ivory-meado' in this model. Did you mean 'ivory-meadow'?")]
    public void Unknown_ids(string user, string item, string message)
    {
        (int exitCode, _, string error) = MkrProgram.Run("explain", In("run"), "--user", user, "--item", item);
        Assert.That(error, Does.Contain(message));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    private string In(string name) => Path.Combine(_folder.Path, name);
}
