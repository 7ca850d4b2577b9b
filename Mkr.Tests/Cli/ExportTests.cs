using System.Text.Json.Nodes;

namespace Mkr.Tests.Cli;

/// <summary>Train with events, and export, as a user does it.</summary>
internal sealed class ExportTests
{
    private readonly TemporaryFolder _folder = new();
    private string _run = string.Empty;

    [OneTimeSetUp]
    public void Train()
    {
        _run = Path.Combine(_folder.Path, "run");
        string[] quick = ["--model", "cke", "--epochs", "2", "--compare", "none", "--threads", "1", "--quiet"];
        (int exitCode, _, string error) =
            MkrProgram.Run(["train", .. quick, "--out", _run, "--events", Path.Combine(_folder.Path, "events")]);
        Assert.That(exitCode, Is.Zero, error);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Events_are_in_a_folder_of_the_run()
    {
        string file = Directory.GetFiles(Path.Combine(_folder.Path, "events"), "*", SearchOption.AllDirectories).Single();
        Assert.That(Path.GetRelativePath(_folder.Path, file), Does.StartWith(Path.Combine("events", "run-1", "events.out.tfevents.")));
    }

    [Test]
    public void All_that_the_model_has_is_written()
    {
        string output = Path.Combine(_folder.Path, "all"), json = Path.Combine(_folder.Path, "export.json");
        (int exitCode, string lines, string error) = MkrProgram.Run("export", _run, "--out", output, "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(lines, Does.Contain("user, item -> logit"));
        JsonArray files = JsonNode.Parse(File.ReadAllText(json))!["files"]!.AsArray();
        string[] paths = [.. files.Select(file => file!["path"]!.GetValue<string>())];
        Assert.That(paths, Is.SupersetOf(new[] { "onnx/scorer.onnx", "npy/users.npy", "tsv/items.vectors.tsv", "parquet/items.parquet" }));
        foreach (JsonNode? file in files)
        {
            Assert.That(
                new FileInfo(Path.Combine(output, file!["path"]!.GetValue<string>())).Length, Is.EqualTo(file["bytes"]!.GetValue<long>()));
        }

        Assert.That(Directory.GetFiles(output, "*", SearchOption.AllDirectories), Has.Length.EqualTo(paths.Length));
    }

    [Test]
    public void A_format_can_be_chosen_and_nothing_is_written_over()
    {
        string output = Path.Combine(_folder.Path, "npy");
        Assert.That(MkrProgram.Run("export", _run, "--out", output, "--format", "npy", "-q"), Is.EqualTo((0, string.Empty, string.Empty)));
        Assert.That(Directory.GetDirectories(output).Select(Path.GetFileName), Is.EqualTo(new[] { "npy" }));
        (int exitCode, _, string error) = MkrProgram.Run("export", _run, "--out", output);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("there is something already. Give --out the path of a new folder"));
    }
}
