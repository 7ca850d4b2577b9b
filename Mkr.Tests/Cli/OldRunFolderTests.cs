using System.Text.Json.Nodes;

namespace Mkr.Tests.Cli;

/// <summary>
/// A run folder that version 0.1.0 has written, of 12 users and 16 films: it opens, and its model scores as it did there.
/// </summary>
internal sealed class OldRunFolderTests
{
    private static readonly string Run = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "run-0.1.0");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Evaluate_gives_the_test_result_that_it_had()
    {
        JsonNode row = Json("evaluate", Run)["rows"]![0]!;
        JsonNode metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, "metrics.json")))!["test"]!;
        Assert.That(row["name"]!.GetValue<string>(), Is.EqualTo("MKR"));
        foreach (string metric in new[] { "auc", "accuracy", "f1", "logLoss" })
            Assert.That(row["test"]![metric]!.GetValue<double>(), Is.EqualTo(metrics[metric]!.GetValue<double>()).Within(1e-6), metric);
    }

    [Test]
    public void Recommend_gives_the_list_that_it_gave()
    {
        JsonArray items = Json("recommend", Run, "--user", "user1", "--count", "3")["items"]!.AsArray();
        Assert.That(items.Select(item => item!["name"]!.GetValue<string>()), Is.EqualTo(["The film 10", "The film 11", "The film 15"]));
        Assert.That(
            items.Select(item => item!["probability"]!.GetValue<double>()), Is.EqualTo([0.508, 0.504, 0.503]).Within(5.1e-4));
    }

    [Test]
    public void A_damaged_one_is_noticed_where_its_split_tells()
    {
        string copy = Copy();
        string test = Path.Combine(copy, "split", "test.tsv");
        File.WriteAllLines(test, File.ReadAllLines(test)[..^1]);
        (int exitCode, _, string error) = MkrProgram.Run("evaluate", copy);
        Assert.That((exitCode, error.Trim()), Is.EqualTo(
            (2, $"mkr: {copy}: the files in split/ are not those that the model was trained with. "
                + "Copy the folder again, or train again.")));
    }

    /// <summary>It has no hashes that would tell.</summary>
    [Test]
    public void Weights_that_are_not_finite_are_refused()
    {
        string copy = Copy(), weights = Path.Combine(copy, "weights.safetensors");
        byte[] bytes = File.ReadAllBytes(weights);
        BitConverter.TryWriteBytes(bytes.AsSpan(^4..), float.NaN);
        File.WriteAllBytes(weights, bytes);
        (int exitCode, _, string error) = MkrProgram.Run("evaluate", copy);
        Assert.That(error.TrimEnd(), Does.Match($"^mkr: {copy}: the weights have numbers in '.+' that are not finite. .*$"));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    private string Copy()
    {
        string copy = Path.Combine(_folder.Path, "copy");
        foreach (string file in Directory.EnumerateFiles(Run, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Run, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private JsonNode Json(params string[] arguments)
    {
        string json = Path.Combine(_folder.Path, "result.json");
        (int exitCode, _, string error) = MkrProgram.Run([.. arguments, "--json", json]);
        Assert.That(exitCode, Is.Zero, error);
        return JsonNode.Parse(File.ReadAllText(json))!;
    }
}
