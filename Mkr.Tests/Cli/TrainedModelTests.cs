using System.Text.Json.Nodes;

namespace Mkr.Tests.Cli;

/// <summary>Train, evaluate and recommend, as a user does it.</summary>
internal sealed class TrainedModelTests
{
    private string _folder = string.Empty;
    private string _run = string.Empty;
    private JsonNode _result = new JsonObject();

    [OneTimeSetUp]
    public void Train()
    {
        _folder = Directory.CreateTempSubdirectory("mkr-").FullName;
        _run = Path.Combine(_folder, "run");
        string json = Path.Combine(_folder, "result.json");
        (int exitCode, string output, string error) =
            MkrProgram.Run("train", "--model", "mkr", "--epochs", "2", "--seed", "7", "--threads", "1", "--out", _run, "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("popularity").And.Contain("without the graph").And.Contain("shuffled graph"));
        _result = JsonNode.Parse(File.ReadAllText(json))!;
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Json_has_the_promised_layout()
    {
        Assert.That(_result["schema"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(_result["command"]!.GetValue<string>(), Is.EqualTo("train"));
        foreach (string size in new[] { "users", "items", "interactions", "triples", "entities", "relations" })
            Assert.That(_result["dataset"]![size]!.GetValue<int>(), Is.Positive, size);
        Assert.That(_result["options"]!["epochs"]!.GetValue<int>(), Is.EqualTo(2));
        JsonNode run = _result["runs"]![0]!;
        Assert.That(run["seed"]!.GetValue<int>(), Is.EqualTo(7));
        Assert.That(run["bestEpoch"]!.GetValue<int>(), Is.InRange(1, 2));
        foreach (string part in new[] { "validation", "test" })
        {
            Assert.That(run[part]!["auc"]!.GetValue<double>(), Is.InRange(0, 1));
            Assert.That(run[part]!["accuracy"]!.GetValue<double>(), Is.InRange(0, 1));
        }

        Assert.That(run["figures"]!["kge rmse"]!.GetValue<double>(), Is.Positive);
        Assert.That(run["throughput"]!["samplesPerSecond"]!.GetValue<double>(), Is.Positive);
        Assert.That(run["throughput"]!["triplesPerSecond"]!.GetValue<double>(), Is.Positive);
        Assert.That(run["seconds"]!.GetValue<double>(), Is.Positive);
        Assert.That(run["peakMemoryBytes"]!.GetValue<long>(), Is.Positive);
        Assert.That(_result["mean"]!["test"]!["auc"]!.GetValue<double>(), Is.EqualTo(run["test"]!["auc"]!.GetValue<double>()));
    }

    [Test]
    public void Training_again_with_other_threads_gives_the_same_weights_byte_for_byte()
    {
        string again = Path.Combine(_folder, "again");
        string[] arguments = ["train", "--model", "mkr", "--epochs", "2", "--seed", "7", "--threads", "2", "--out", again];
        Assert.That(MkrProgram.Run(arguments).ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(Path.Combine(again, "weights.safetensors")),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(_run, "weights.safetensors"))));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Training_with_other_threads_gives_the_same_result_but_for_times(int runs)
    {
        Assert.That(ResultOnThreads(1), Is.EqualTo(ResultOnThreads(2)));
        Assert.That(ResultOnThreads(1, "--seed", "8"), Is.Not.EqualTo(ResultOnThreads(8)), "the result depends on the seed");
        Assert.That(ResultOnThreads(8), Is.EqualTo(ResultOnThreads(2)), "more threads than trainings");

        string ResultOnThreads(int threads, params string[] more)
        {
            string json = Path.Combine(_folder, "threads.json");
            (int exitCode, _, string error) =
                MkrProgram.Run(["train", "--epochs", "2", "--runs", $"{runs}", "--threads", $"{threads}", "--json", json, .. more]);
            Assert.That(exitCode, Is.Zero, error);
            JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
            foreach (JsonNode? run in result["runs"]!.AsArray())
                foreach (string measured in new[] { "seconds", "throughput", "peakMemoryBytes" })
                    Assert.That(run!.AsObject().Remove(measured), measured);
            return result.ToJsonString();
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "there are no signals")]
    public void Interrupted_it_ends_all_trainings([Values(1, 2)] int threads)
    {
        (int exitCode, string error) =
            MkrProgram.EndAfter("run 1 ", "train", "--epochs", "1000000", "--runs", "2", "--threads", $"{threads}");
        Assert.That(error.Trim(), Is.EqualTo("mkr: Interrupted: what was not complete has not been written."));
        Assert.That(exitCode, Is.EqualTo(143), "128 and the number of SIGTERM");
    }

    [Test]
    public void A_split_that_is_given_is_used()
    {
        string json = Path.Combine(_folder, "given.json");
        string split = "split=" + Path.Combine(_run, "split");
        Assert.That(MkrProgram.Run("train", "--epochs", "1", "--seed", "8", "--set", split, "--json", json).ExitCode, Is.Zero);
        string used = JsonNode.Parse(File.ReadAllText(json))!["runs"]![0]!["split"]!.GetValue<string>();
        Assert.That(used, Is.EqualTo(_result["runs"]![0]!["split"]!.GetValue<string>()));
    }

    [Test]
    public void Evaluate_repeats_the_test_result()
    {
        string json = Path.Combine(_folder, "evaluation.json");
        (int exitCode, string output, string error) = MkrProgram.Run("evaluate", _run, "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("Recall"));
        JsonNode evaluation = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.That(evaluation["rows"]![0]!["test"]!["auc"]!.GetValue<double>(),
            Is.EqualTo(_result["mean"]!["test"]!["auc"]!.GetValue<double>()));
        Assert.That(evaluation["figures"]!["kge rmse"]!.GetValue<double>(),
            Is.EqualTo(_result["runs"]![0]!["figures"]!["kge rmse"]!.GetValue<double>()).Within(1e-12));
    }

    [Test]
    public void A_run_on_a_core_can_be_evaluated()
    {
        string run = Path.Combine(_folder, "core");
        string trained = Path.Combine(_folder, "core-trained.json"), evaluated = Path.Combine(_folder, "core-evaluated.json");
        string[] core = ["--epochs", "1", "--protocol", "ratio", "--set", "kCore=18", "--compare", "none"];
        (int exitCode, string output, string error) = MkrProgram.Run(["train", .. core, "--out", run, "--json", trained]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Match("items outside of the k-core, left out: [1-9]"));
        (exitCode, _, error) = MkrProgram.Run("evaluate", run, "--json", evaluated);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(JsonNode.Parse(File.ReadAllText(evaluated))!["rows"]![0]!["test"]!["auc"]!.GetValue<double>(),
            Is.EqualTo(JsonNode.Parse(File.ReadAllText(trained))!["mean"]!["test"]!["auc"]!.GetValue<double>()));
    }

    [Test]
    public void A_run_on_a_share_of_the_data_can_be_evaluated()
    {
        string run = Path.Combine(_folder, "share");
        string trained = Path.Combine(_folder, "share-trained.json"), evaluated = Path.Combine(_folder, "share-evaluated.json");
        string[] share = ["--model", "mkr", "--epochs", "1", "--set", "trainShare=0.5", "--set", "graphShare=0.5"];
        (int exitCode, _, string error) = MkrProgram.Run(["train", .. share, "--out", run, "--json", trained]);
        Assert.That(exitCode, Is.Zero, error);
        (exitCode, _, error) = MkrProgram.Run("evaluate", run, "--json", evaluated);
        Assert.That(exitCode, Is.Zero, error);
        JsonNode result = JsonNode.Parse(File.ReadAllText(trained))!["runs"]![0]!;
        JsonNode evaluation = JsonNode.Parse(File.ReadAllText(evaluated))!;
        Assert.That(evaluation["split"]!.GetValue<string>(), Is.EqualTo(result["split"]!.GetValue<string>()));
        Assert.That(evaluation["figures"]!["kge rmse"]!.GetValue<double>(),
            Is.EqualTo(result["figures"]!["kge rmse"]!.GetValue<double>()).Within(1e-12), "over the same triples");
    }

    [Test]
    public void Recommend_leaves_out_what_the_user_has_rated_and_shows_names()
    {
        string[] line = File.ReadAllLines(Path.Combine(_run, "data", "ratings.tsv"))[1].Split('\t');
        string[] rated = [.. File.ReadLines(Path.Combine(_run, "data", "ratings.tsv")).Select(l => l.Split('\t'))
            .Where(l => l[0] == line[0]).Select(l => l[1])];
        string json = Path.Combine(_folder, "recommendation.json");
        (int exitCode, _, string error) = MkrProgram.Run("recommend", _run, "--user", line[0], "--count", "100000", "--json", json);
        Assert.That(exitCode, Is.Zero, error);
        JsonArray items = JsonNode.Parse(File.ReadAllText(json))!["items"]!.AsArray();
        string[] ids = [.. items.Select(i => i!["id"]!.GetValue<string>())];
        Assert.That(ids.Intersect(rated), Is.Empty);
        Assert.That(ids, Has.Length.EqualTo(_result["dataset"]!["items"]!.GetValue<int>() - rated.Length), "all others are there");
        Assert.That(items.Select(i => i!["probability"]!.GetValue<double>()), Is.Ordered.Descending);
        Assert.That(items[0]!["name"]!.GetValue<string>(), Is.Not.Empty);
    }

    [Test]
    public void Recommend_for_an_unknown_user_says_so()
    {
        (int exitCode, _, string error) = MkrProgram.Run("recommend", _run, "--user", "nobody");
        Assert.That(error, Does.Contain("There is no user 'nobody' in this model"));
        Assert.That(exitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_damaged_run_folder_is_noticed(
        [Values("weights.safetensors", "metrics.json", "epochs.csv", "config.json", "data/kg.txt", "vocabulary/items.txt",
            "split/test.tsv")]
        string file,
        [Values] bool cut)
    {
        string copy = Path.Combine(_folder, $"damaged-{cut}-{file.Replace('/', '-')}");
        Directory.CreateDirectory(copy);
        foreach (string source in Directory.EnumerateFiles(_run, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(_run, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        string damaged = Path.Combine(copy, file);
        byte[] bytes = File.ReadAllBytes(damaged);
        if (cut) File.WriteAllBytes(damaged, bytes[..(bytes.Length / 2)]);
        else bytes[bytes.Length / 2] ^= 1;
        if (!cut) File.WriteAllBytes(damaged, bytes);
        (int exitCode, _, string error) = MkrProgram.Run("evaluate", copy);
        Assert.That(error, Does.Contain(file));
        Assert.That(exitCode, Is.EqualTo(2));
    }
}
