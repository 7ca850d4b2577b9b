using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Model.Serving;
using Parquet;
using Parquet.Schema;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr recommend</c> and <c>mkr similar</c>, as a user calls them, beside the library.</summary>
internal sealed class RecommendTests
{
    private string _folder = string.Empty;
    private string _run = string.Empty;
    private Recommender _library = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _folder = Directory.CreateTempSubdirectory("mkr-").FullName;
        _run = Path.Combine(_folder, "run");
        Succeed("train", "--model", "itemknn", "--compare", "none", "--out", _run);
        _library = Recommender.Open(_run);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _library.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task All_users_get_the_librarys_items_and_scores_in_every_format_on_any_number_of_threads()
    {
        string[] expected = [.. Expected(_library.Users)];
        string csv = Many("lists.csv", "--users", "all"), lines = Many("lists.jsonl", "--users", "all");
        Assert.That(FromCsv(csv), Is.EqualTo(expected));
        Assert.That(File.ReadLines(lines).Select(line => JsonNode.Parse(line)!).Select(FromJson), Is.EqualTo(expected));
        Assert.That(await FromParquet(Many("lists.parquet", "--users", "all")), Is.EqualTo(expected));
        Assert.That(File.ReadAllBytes(Many("one.csv", "--users", "all", "--threads", "1")), Is.EqualTo(File.ReadAllBytes(csv)));
        Assert.That(File.ReadAllBytes(Many("three.jsonl", "--users", "all", "--threads", "3")), Is.EqualTo(File.ReadAllBytes(lines)));
    }

    [Test]
    public void Users_of_a_file_get_filtered_lists_in_its_order()
    {
        string users = Text("users.txt", _library.Users[7], _library.Users[2]), exclude = Text("exclude.txt", "dusty-weaver");
        string csv = Many("some.csv", "--users", users, "--exclude", exclude, "--category", "genre=genre:crime");
        var options = new RecommendOptions { Exclude = ["dusty-weaver"], Categories = [new Category("genre", "genre:crime")] };
        Assert.That(FromCsv(csv), Is.EqualTo(Expected([_library.Users[7], _library.Users[2]], options)));
    }

    [Test]
    public void A_history_gives_items_for_somebody_unknown_and_says_what_by()
    {
        string json = Path.Combine(_folder, "history.json");
        string output = Succeed("recommend", _run, "--history", "dusty-weaver,silver-harbour", "--count", "3", "--json", json);
        Assert.That(output, Does.StartWith("For somebody who liked 2 items:").And.Contain("fold-in"));
        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.That((string?)result["source"], Is.EqualTo("fold-in"));
        Assert.That(result["items"]!.AsArray().Select(item => (string?)item!["id"]),
            Is.EqualTo(_library.RecommendFor(["dusty-weaver", "silver-harbour"], 3).Select(item => item.Id)));
    }

    [Test]
    public void Fewer_candidates_than_asked_for_are_all_there_and_it_says_so()
    {
        string include = Text("include.txt", "dusty-weaver", "silver-harbour");
        string output = Succeed("recommend", _run, "--user", _library.Users[0], "--include", include, "--keep-seen");
        Assert.That(output, Does.Contain("dusty-weaver").And.Contain("silver-harbour"));
        Assert.That(output, Does.Contain("These are all: there are 2 candidates, fewer than the 10 asked for."));
    }

    [Test]
    public void Similar_items_are_the_librarys()
    {
        string json = Path.Combine(_folder, "similar.json");
        Succeed("similar", _run, "--item", "dusty-weaver", "--count", "4", "--json", json);
        Assert.That(JsonNode.Parse(File.ReadAllText(json))!["items"]!.AsArray().Select(item => (string?)item!["id"]),
            Is.EqualTo(_library.Similar("dusty-weaver", 4).Select(item => item.Id)));
    }

    [TestCase("There is no user 'nobody' in this model.", 1, "--user", "nobody")]
    [TestCase("There is no item 'dusty-weavr' in this model. Did you mean 'dusty-weaver'", 1, "--history", "dusty-weavr")]
    [TestCase("Did you mean 'genre:crime'", 1, "--history", "dusty-weaver", "--category", "genre=genre:crme")]
    [TestCase("'genre' is no category: expected FIELD=VALUE", 2, "--history", "dusty-weaver", "--category", "genre")]
    [TestCase("give one of --user, --users and --history", 2)]
    [TestCase("give --out", 2, "--users", "all")]
    [TestCase("has none of the endings .csv, .jsonl, .parquet", 2, "--users", "all", "--out", "lists.txt")]
    [TestCase("there is no file 'nowhere.txt'", 2, "--users", "nowhere.txt", "--out", "lists.csv")]
    public void What_cannot_be_done_is_said(string message, int expected, params string[] arguments)
    {
        (int exitCode, _, string error) = MkrProgram.Run(["recommend", _run, .. arguments]);
        Assert.That(error, Does.Contain(message));
        Assert.That(exitCode, Is.EqualTo(expected));
    }

    private static string Row(string user, int rank, string item, float score) =>
        string.Create(CultureInfo.InvariantCulture, $"{user} {rank} {item} {score:R}");

    private IEnumerable<string> Expected(IEnumerable<string> users, RecommendOptions? options = null) =>
        from user in users
        from row in _library.Recommend(user, 5, options).Select((item, i) => Row(user, i + 1, item.Id, item.Score))
        select row;

    private static string FromJson(JsonNode row) =>
        Row((string)row["user"]!, (int)row["rank"]!, (string)row["item"]!, (float)row["score"]!);

    private static IEnumerable<string> FromCsv(string path) => File.ReadLines(path).Skip(1).Select(line => line.Split(','))
        .Select(x => Row(x[0], int.Parse(x[1], CultureInfo.InvariantCulture), x[2], float.Parse(x[3], CultureInfo.InvariantCulture)));

    private static async Task<List<string>> FromParquet(string path)
    {
        using FileStream file = File.OpenRead(path);
        await using ParquetReader reader = await ParquetReader.CreateAsync(file);
        DataField[] fields = reader.Schema.GetDataFields();
        var rows = new List<string>();
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            int count = (int)group.RowCount;
            string?[] users = new string?[count], items = new string?[count];
            (int[] ranks, float[] scores) = (new int[count], new float[count]);
            await group.ReadAsync(fields[0], users.AsMemory());
            await group.ReadAsync<int>(fields[1], ranks);
            await group.ReadAsync(fields[2], items.AsMemory());
            await group.ReadAsync<float>(fields[3], scores);
            for (int i = 0; i < count; i++) rows.Add(Row(users[i]!, ranks[i], items[i]!, scores[i]));
        }

        return rows;
    }

    private static string Succeed(params string[] arguments)
    {
        (int exitCode, string output, string error) = MkrProgram.Run(arguments);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    private string Many(string name, params string[] arguments)
    {
        string path = Path.Combine(_folder, name);
        Succeed(["recommend", _run, "--count", "5", "--out", path, .. arguments]);
        return path;
    }

    private string Text(string name, params string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
