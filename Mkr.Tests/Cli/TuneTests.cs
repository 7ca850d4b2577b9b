using System.Text.Json.Nodes;
using Mkr.Cli.Output.Plots;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr tune</c>, as a user runs it.</summary>
internal sealed class TuneTests
{
    private static readonly string[] Call =
        ["tune", "--model", "bpr-mf", "--trials", "5", "--epochs", "9", "--set", "patience=none", "--range", "dim=4, 8, 16"];

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
    public void What_it_chooses_is_what_train_takes_and_comes_to()
    {
        string output = Tune("out");
        Assert.That(output, Does.Contain("5 trials in 2 rungs, epochs 3, 9; 0 trainings done before").And.Contain("rung 2 of 2 [2/"));
        Assert.That(output, Does.Match("(?m)^ *(trial|[0-9]|default) +.*auc"));
        string best = In("out", "best.json"), json = In("train.json");
        Assert.That(output, Does.Contain($"Next: mkr train --model bpr-mf --preset demo --config {best} --seed 1"));
        (int exitCode, _, string error) =
            MkrProgram.Run("train", "--model", "bpr-mf", "--config", best, "--compare", "none", "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        JsonNode tuned = JsonNode.Parse(File.ReadAllText(In("out", "trials.json")))!, trained = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.That(
            trained["runs"]![0]!["validation"]!["auc"]!.GetValue<double>(),
            Is.EqualTo(tuned["trials"]![0]!["validation"]!.GetValue<double>()));
        Assert.That(trained["options"]!["epochs"]!.GetValue<int>(), Is.EqualTo(9));
        Assert.That(tuned["trials"]!.AsArray().Count(t => t!["trial"]!.GetValue<int>() == 0), Is.EqualTo(1));
    }

    [Test]
    public void It_writes_the_same_bytes_on_any_number_of_threads_and_does_nothing_twice()
    {
        Tune("one", "--threads", "1");
        Tune("two", "--threads", "2");
        Assert.That(Results("two"), Is.EqualTo(Results("one")));
        string[] files = [.. Directory.EnumerateFiles(In("one")).Select(file => Path.GetFileName(file)!)];
        Assert.That(files, Is.SupersetOf((string[])["best.json", "trials.csv", "trials.json", "trials.log", "validation-by-dim.svg"]));
        Assert.That(File.ReadAllLines(In("one", "trials.csv")), Has.Length.EqualTo(6));
        string again = Tune("one");
        Assert.That(again, Does.Contain("8 trainings done before").Or.Contain("7 trainings done before"));
        Assert.That(again, Does.Not.Contain("rung 1 of"));
        Assert.That(Results("one"), Is.EqualTo(Results("two")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "there are no signals")]
    public void Interrupted_it_goes_on_to_the_same_result()
    {
        string[] call = [.. Call, "--set", "rate=1e-3", "--runs", "3", "--threads", "1"];
        Assert.That(MkrProgram.Run([.. call, "--out", In("whole")]).ExitCode, Is.Zero);
        (int exitCode, string error) = MkrProgram.EndAfter("[2/15]", [.. call, "--out", In("out")]);
        Assert.That(error, Does.Match("^mkr: Interrupted: [0-9]+ trainings are done and kept. The same call goes on from there.$"));
        Assert.That(exitCode, Is.EqualTo(143), "128 and the number of SIGTERM");
        Assert.That(Directory.EnumerateFiles(In("out")).Select(Path.GetFileName), Is.EqualTo(["trials.log"]));
        (exitCode, string output, error) = MkrProgram.Run([.. call, "--out", In("out")]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Match("[1-9][0-9]* trainings done before"));
        Assert.That(Results("out"), Is.EqualTo(Results("whole")));
    }

    [Test]
    public void The_leftovers_of_another_call_are_refused()
    {
        Tune("out");
        (int exitCode, string output, string error) = MkrProgram.Run([.. Call, "--out", In("out"), "--seed", "2"]);
        Assert.That((exitCode, output), Is.EqualTo((2, string.Empty)));
        Assert.That(error, Does.Contain("here are the trials of a search with other settings, ranges, seed or data"));
    }

    private string In(params string[] names) => Path.Combine([_folder.Path, .. names]);

    private string[] Results(string folder) =>
        [.. new[] { "best.json", "trials.csv", "trials.json" }.Select(file => File.ReadAllText(In(folder, file)))];

    private string Tune(string folder, params string[] more)
    {
        (int exitCode, string output, string error) = MkrProgram.Run([.. Call, "--out", In(folder), .. more]);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        return output;
    }
}
