using System.Text.Json.Nodes;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Data.Protocols;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr inspect</c>, as a user runs it.</summary>
internal sealed class InspectTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Describes_the_data_set_its_split_and_the_study()
    {
        JsonNode result = Inspect(out string output, "--seed", "7", "--protocol", "paper");
        Assert.That(output, Does.Contain("positives of a user").And.Contain("director").And.Contain("validation"));
        Assert.That(output, Does.Contain("rate of c").And.Contain("common raters"));
        JsonNode dataset = result["dataset"]!, split = result["split"]!;
        int positives = dataset["positives"]!.GetValue<int>();
        int users = dataset["users"]!.GetValue<int>();
        Assert.That(dataset["positivesPerUser"]!["mean"]!.GetValue<double>(), Is.EqualTo(positives / (double)users));
        Assert.That(new[] { "train", "validation", "test" }.Sum(part => split[part]!["positives"]!.GetValue<int>()), Is.EqualTo(positives));
        Assert.That(split["leakAuc"]!.GetValue<double>(), Is.GreaterThan(0.55), "the paper's protocol gives labels away");
        Assert.That(result["itemPairs"]!["byCommonRaters"]!.AsArray(), Has.Count.EqualTo(5));
    }

    [Test]
    public void The_split_is_the_one_that_train_makes_of_the_same_seed()
    {
        string json = Path.Combine(_folder.Path, "train.json");
        Assert.That(MkrProgram.Run("train", "--epochs", "1", "--seed", "7", "--json", json).ExitCode, Is.Zero);
        string trained = JsonNode.Parse(File.ReadAllText(json))!["runs"]![0]!["split"]!.GetValue<string>();
        Assert.That(Inspect(out _, "--seed", "7")["split"]!["fingerprint"]!.GetValue<string>(), Is.EqualTo(trained));
        Assert.That(Inspect(out _, "--seed", "8")["split"]!["fingerprint"]!.GetValue<string>(), Is.Not.EqualTo(trained));
    }

    [Test]
    public void A_protocol_can_be_chosen()
    {
        JsonNode split = Inspect(out _, "--protocol", "cold-items")["split"]!;
        Assert.That(split["protocol"]!.GetValue<string>(), Is.EqualTo("cold-items"));
        Assert.That(split["coldTestItems"]!.GetValue<int>(), Is.EqualTo(split["testItems"]!.GetValue<int>()));
    }

    [Test]
    public void Every_protocol_stands_in_the_table_of_leaks()
    {
        JsonNode result = Inspect(out string output, "--protocol", "paper");
        string[] protocols = [.. result["leaks"]!.AsArray().Select(row => row!["protocol"]!.GetValue<string>())];
        IEnumerable<string> possible =
            SplitProtocol.All.Select(protocol => protocol.Name).Where(name => !output.Contains($"Protocol '{name}' needs"));
        Assert.That(protocols, Is.EqualTo(possible).And.SupersetOf(new[] { "paper", "clean", "warm", "cold-items" }));
        JsonNode Row(string name) => result["leaks"]![Array.IndexOf(protocols, name)]!;
        Assert.That(Row("paper")["userBalanceAuc"]!.GetValue<double>(), Is.EqualTo(result["split"]!["leakAuc"]!.GetValue<double>()));
        Assert.That(Row("warm")["neverSeen"]!["interactions"]!.GetValue<int>(), Is.Zero);
        Assert.That(Row("cold-items")["catalogueAuc"]!.GetValue<double>(), Is.EqualTo(0.5));
    }

    [Test]
    public void Plots_are_written_where_they_are_asked_for()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        string plots = Path.Combine(_folder.Path, "new", "plots");
        Inspect(out _, "--plots", plots);
        string[] names = ["common-neighbours", "common-raters", "positives", "triples"];
        IEnumerable<string> expected = names.SelectMany(name => new[] { name + ".png", name + ".svg" });
        Assert.That(Directory.EnumerateFiles(plots).Select(Path.GetFileName), Is.EquivalentTo(expected));
    }

    private JsonNode Inspect(out string output, params string[] arguments)
    {
        string json = Path.Combine(_folder.Path, "inspect.json");
        (int exitCode, output, string error) = MkrProgram.Run(["inspect", .. arguments, "--json", json]);
        Assert.That(exitCode, Is.Zero, error);
        return JsonNode.Parse(File.ReadAllText(json))!;
    }
}
