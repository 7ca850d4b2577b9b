using System.Text.Json.Nodes;
using Mkr.Cli.Output.Plots;
using Mkr.Engine;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr bench</c>, as a user runs it.</summary>
internal sealed class BenchTests
{
    [TestCase("--preset", "music")]
    [TestCase("--preset", "demo")]
    [TestCase("--preset", "demo", "--set", "adam=lazy")]
    public void Prints_a_row_for_every_policy_and_writes_the_same_as_json(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string json = Path.Combine(folder.Path, "bench.json");
        (int exitCode, string output, string error) = MkrProgram.Run(["bench", .. arguments, "--seconds", "1", "--json", json]);
        Assert.That(exitCode, Is.Zero, error);

        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        JsonNode preset = result["presets"]!.AsArray().Single()!;
        Assert.That((string)preset["name"]!, Is.EqualTo(arguments[1]));
        Assert.That((string)preset["options"]!["objective"]!, Is.EqualTo("released"));
        Assert.That((int)preset["users"]!, Is.EqualTo(arguments[1] == "music" ? 1872 : 300));
        Assert.That((double)result["peak"]!["flopsPerSecond"]!, Is.GreaterThan(0));
        string[] policies = arguments.Contains("adam=lazy") ? ["lazy"] : ["lazy", "deferred", "dense"];
        Assert.That(preset["training"]!.AsArray().Select(training => (string)training!["adam"]!), Is.EqualTo(policies));
        foreach (JsonNode? training in preset["training"]!.AsArray())
        {
            double samples = (double)training!["rs"]!["perSecond"]! / 1e6;
            Assert.That(output, Does.Match($@"(?m)^{arguments[1]} +{training["adam"]} +{samples:0.00} .*%"));
        }

        JsonNode[] graphModels = [.. preset["graphModels"]!.AsArray().Select(node => node!)];
        Assert.That(graphModels.Select(node => (string)node["adam"]!), Has.All.EqualTo(policies.Length == 1 ? "lazy" : "deferred"));
        double[] transE =
            [.. graphModels.Where(node => (string)node["model"]! == "transe").Select(node => (double)node["perSecond"]! / 1e6)];
        Assert.That(output, Does.Match($@"(?m)^transe +{transE[0]:0.00} +{transE[1]:0.00}$"));
        Assert.That(output, Does.Contain("GFLOP/s, reading").And.Contain("AUC of 150,000 scores"));
    }

    [Test]
    public void Models_have_a_row_for_each_task()
    {
        using var folder = new TemporaryFolder();
        string json = Path.Combine(folder.Path, "bench.json");
        (int exitCode, string output, string error) =
            MkrProgram.Run("bench", "models", "--model", "mkr,libfm", "--seconds", "1", "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        JsonNode[] rows = [.. JsonNode.Parse(File.ReadAllText(json))!["models"]!.AsArray().Select(row => row!)];
        Assert.That(
            rows.Select(row => $"{row["model"]} {row["task"]}"), Is.EqualTo(new[] { "mkr samples", "mkr triples", "libfm samples" }));
        Assert.That(rows.Select(row => (double)row["medianPerSecond"]!), Has.All.GreaterThan(0));
        Assert.That(output, Does.Match($@"(?m)^libfm +samples +{(double)rows[2]["medianPerSecond"]! / 1e6:0.000}"));
    }

    [Test]
    public void Plots_on_request_are_there_as_svg_and_png()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        using var folder = new TemporaryFolder();
        string plots = Path.Combine(folder.Path, "new", "plots");
        (int exitCode, _, string error) = MkrProgram.Run("bench", "--preset", "demo", "--seconds", "1", "--plots", plots);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(
            Directory.EnumerateFiles(plots).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "roofline-kge.png", "roofline-kge.svg", "roofline-rs.png", "roofline-rs.svg" }));
    }

    [Test]
    public void Leaves_no_invented_data_behind()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string error) = MkrProgram.Run(
            [("TMPDIR", folder.Path)], "bench", "--preset", "music", "--seconds", "1", "--set", "split=no-such-folder");
        Assert.That(exitCode, Is.EqualTo(2), output + error);
        Assert.That(Directory.EnumerateDirectories(folder.Path, "mkr-bench-*"), Is.Empty);
    }
}
