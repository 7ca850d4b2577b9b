using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr reproduce</c>, as a user runs it.</summary>
internal sealed class ReproduceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void DeleteFolder() => _folder?.Dispose();

    [Test]
    public void Help_describes_the_experiments()
    {
        (int exitCode, string output, string error) = MkrProgram.Run(["reproduce", "--help"]);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        foreach ((string name, string description) in PaperExperiment.Index)
            Assert.That(output, Does.Match($@"\n  {name} +{Regex.Escape(description)}"));
    }

    [Test]
    public void Writes_tables_and_figures_and_does_nothing_twice()
    {
        string first = Reproduce("kge", "--runs", "2");
        Assert.That(first, Does.Contain("4 cells, 0 of them done before").And.Contain("[4/4]"));
        string[] files = ["kge.csv", "kge.json", "kge.png", "kge.svg"];
        Assert.That(Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName), Is.EquivalentTo(files));
        byte[] json = File.ReadAllBytes(Path.Combine(_folder.Path, "kge.json"));
        byte[] csv = File.ReadAllBytes(Path.Combine(_folder.Path, "kge.csv"));

        string second = Reproduce("kge", "--runs", "2");
        Assert.That(second, Does.Contain("4 cells, 4 of them done before").And.Not.Contain("[4/4]"));
        Assert.That(File.ReadAllBytes(Path.Combine(_folder.Path, "kge.json")), Is.EqualTo(json));
        Assert.That(File.ReadAllBytes(Path.Combine(_folder.Path, "kge.csv")), Is.EqualTo(csv));
        Assert.That(Reproduce("kge", "--runs", "3"), Does.Contain("6 cells, 4 of them done before"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "there are no signals")]
    public void Interrupted_it_keeps_what_is_done_and_goes_on_from_there()
    {
        string[] call = ["frequency", "--datasets", "demo", "--set", "epochs=20", "--out", _folder.Path];
        (int exitCode, string error) = MkrProgram.EndAfter("[1/500]", ["reproduce", .. call, "--runs", "50", "--threads", "1"]);
        Assert.That(error, Does.Match("^mkr: Interrupted: [0-9]+ of 500 cells are done and kept. The same call goes on from there.$"));
        Assert.That(exitCode, Is.EqualTo(143), "128 and the number of SIGTERM");
        string[] kept = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.That(kept, Is.Not.Empty.And.All.EndsWith(".json"));

        (exitCode, string output, error) = MkrProgram.Run(["reproduce", .. call, "--runs", "1"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Match("10 cells, [1-9][0-9]* of them done before"));
    }

    [Test]
    public void Json_and_csv_have_the_promised_layout()
    {
        string copy = Path.Combine(_folder.Path, "copy.json");
        Reproduce("graph", "--runs", "1", "--objective", "both", "--protocol", "clean", "--json", copy);
        JsonNode result = JsonNode.Parse(File.ReadAllText(copy))!;
        Assert.That((result["schema"]!.GetValue<int>(), result["command"]!.GetValue<string>()), Is.EqualTo((2, "reproduce")));
        JsonArray rows = result["rows"]!.AsArray();
        Assert.That(rows, Has.Count.EqualTo(2 * 4 * 2), "two objectives, the model and three comparisons, AUC and accuracy");
        Assert.That(rows.Select(r => r!["mean"]!.GetValue<double>()), Is.All.InRange(0, 1));
        Assert.That(result["cells"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()),
            Is.EqualTo(["demo-MKR-paper-clean-seed1", "demo-MKR-released-clean-seed1"]));
        Assert.That(result["datasets"]![0]!["options"]!["epochs"]!.GetValue<int>(), Is.EqualTo(1));
        string[] csv = File.ReadAllLines(Path.Combine(_folder.Path, "graph.csv"));
        Assert.That(csv, Has.Length.EqualTo(17));
        Assert.That(csv.Select(line => line.Split(',').Length), Is.All.EqualTo(13));
    }

    [Test]
    public void Deferred_writes_a_table_of_both_arithmetics()
    {
        string output = Reproduce("deferred", "--runs", "2");
        Assert.That(output, Does.Contain("demo, float, seed 2: auc").And.Contain("largest weight difference"));
        Assert.That(Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName), Is.EquivalentTo(["deferred.csv", "deferred.json"]));
        JsonNode result = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, "deferred.json")))!;
        Assert.That(result["comparisons"]!.AsArray().Select(c => (c!["arithmetic"]!.GetValue<string>(), c["seed"]!.GetValue<int>())),
            Is.EqualTo([("float", 1), ("float", 2), ("double", 1), ("double", 2)]));
        string[] csv = File.ReadAllLines(Path.Combine(_folder.Path, "deferred.csv"));
        Assert.That(csv, Has.Length.EqualTo(1 + result["rows"]!.AsArray().Count));
        Assert.That(csv.Select(line => line.Split(',').Length), Is.All.EqualTo(8));
    }

    [Test]
    public void Growth_measures_each_size_with_both_policies()
    {
        (int exitCode, string output, string error) =
            MkrProgram.Run("reproduce", "growth", "--rows", "1000,300", "--steps", "5", "--out", _folder.Path);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("and 1 figure as SVG and PNG."));
        Assert.That(Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName),
            Is.EquivalentTo(["growth.csv", "growth.json", "growth.png", "growth.svg"]));
        string[][] csv = [.. File.ReadLines(Path.Combine(_folder.Path, "growth.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.That(csv.Select(cells => (cells[1], cells[2])),
            Is.EqualTo([("300", "lazy"), ("300", "deferred"), ("1000", "lazy"), ("1000", "deferred")]));
        Assert.That(csv.Select(cells => cells.Length), Is.All.EqualTo(8));
    }

    private string Reproduce(params string[] arguments)
    {
        (int exitCode, string output, string error) =
            MkrProgram.Run(["reproduce", .. arguments, "--datasets", "demo", "--set", "epochs=1", "--out", _folder.Path]);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }
}
