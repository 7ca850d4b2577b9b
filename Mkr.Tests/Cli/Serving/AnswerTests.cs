using System.Net;
using System.Text.Json.Nodes;
using Mkr.Model.Serving;

namespace Mkr.Tests.Cli.Serving;

/// <summary>What the server answers is what the library and the program say.</summary>
internal sealed class AnswerTests
{
    private ServedDemo _demo = null!;

    [OneTimeSetUp]
    public async Task Start() => _demo = await ServedDemo.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _demo.DisposeAsync();

    [Test]
    public async Task Ten_thousand_lists_are_the_librarys_item_by_item_and_score_by_score()
    {
        const int requests = 10_000;
        string[] expected = [.. _demo.Library.Users.Select(user => Row(_demo.Library.Recommend(user, 10)))];
        int wrong = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), async (i, cancellation) =>
        {
            int user = i % expected.Length;
            string json = await _demo.Client.GetStringAsync($"recommend/{_demo.Library.Users[user]}", cancellation);
            if (Row(JsonNode.Parse(json)!) != expected[user]) Interlocked.Increment(ref wrong);
        });
        Assert.That(wrong, Is.Zero);
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(expected.Length / 2), "the lists differ, so the test says something");
    }

    [TestCase("recommend/nadia-verton?category=genre=genre:crime&keepSeen=true",
        "recommend", "--user", "nadia-verton", "--category", "genre=genre:crime", "--keep-seen")]
    [TestCase("similar/dusty-weaver?count=4", "similar", "--item", "dusty-weaver", "--count", "4")]
    [TestCase("explain/bruno-belden/dusty-weaver", "explain", "--user", "bruno-belden", "--item", "dusty-weaver")]
    public async Task Answers_are_the_programs_json(string path, string command, params string[] arguments)
    {
        (HttpStatusCode status, JsonNode json) = await _demo.GetAsync(path);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(json, Program(command, arguments)), json.ToJsonString());
    }

    [Test]
    public async Task A_history_is_answered_as_the_program_answers_it()
    {
        (HttpStatusCode status, JsonNode json) =
            await _demo.PostAsync("recommend", """{"history": ["dusty-weaver", "silver-harbour"], "count": 3}""");
        JsonNode program = Program("recommend", "--history", "dusty-weaver,silver-harbour", "--count", "3");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(json, program), json.ToJsonString());
        Assert.That((string?)json["source"], Is.EqualTo("fold-in"));
    }

    [Test]
    public async Task A_batch_has_the_lists_of_the_single_requests_in_its_order()
    {
        string[] users = [.. _demo.Library.Users.Reverse().Take(200)];
        string body = $$"""{"users": ["{{string.Join("\",\"", users)}}"], "count": 20, "exclude": ["dusty-weaver"]}""";
        (_, JsonNode batch) = await _demo.PostAsync("recommend/batch", body);
        JsonArray lists = batch["lists"]!.AsArray();
        Assert.That(lists.Select(list => (string?)list!["user"]), Is.EqualTo(users));
        foreach (int i in new[] { 0, 99, 199 })
        {
            (_, JsonNode single) = await _demo.GetAsync($"recommend/{users[i]}?count=20&exclude=dusty-weaver");
            Assert.That(JsonNode.DeepEquals(lists[i], single), users[i]);
        }

        Assert.That(lists.SelectMany(list => list!["items"]!.AsArray()).Select(item => (string?)item!["id"]),
            Has.None.EqualTo("dusty-weaver"));
    }

    [Test]
    public async Task Only_the_included_are_recommended()
    {
        (_, JsonNode json) = await _demo.PostAsync(
            "recommend", """{"history": [], "include": ["dusty-weaver", "silver-harbour"], "categories": [], "keepSeen": false}""");
        Assert.That(json["items"]!.AsArray().Select(item => (string?)item!["id"]),
            Is.EquivalentTo(new[] { "dusty-weaver", "silver-harbour" }));
        Assert.That((int)json["wanted"]!, Is.EqualTo(10));
    }

    [Test]
    public async Task Users_are_found_by_id_and_name_those_first_that_begin_with_it()
    {
        (_, JsonNode json) = await _demo.GetAsync("users?search=BRU&count=300");
        string[] found = [.. json["users"]!.AsArray().Select(user => (string)user!["id"]!)];
        string[] begin = [.. _demo.Library.Users.Where(id => id.StartsWith("bru", StringComparison.Ordinal))];
        Assert.That(found.Take(begin.Length), Is.EqualTo(begin));
        Assert.That(found, Is.EquivalentTo(_demo.Library.Users.Where(id => id.Contains("bru", StringComparison.Ordinal))));
        JsonNode bruno = json["users"]!.AsArray().Single(user => (string?)user!["id"] == "bruno-belden")!;
        Assert.That((string?)bruno["name"], Is.EqualTo("Bruno Belden"));
        Assert.That((int)bruno["rated"]!, Is.EqualTo(_demo.Library.SeenCount(_demo.Library.FindUser("bruno-belden"))));
        (_, json) = await _demo.GetAsync("users?count=5");
        Assert.That(json["users"]!.AsArray(), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Readiness_says_what_is_served()
    {
        (_, JsonNode json) = await _demo.GetAsync("health/ready");
        Assert.That(((string?)json["status"], (string?)json["model"], (int)json["users"]!, (int)json["items"]!),
            Is.EqualTo(("ready", "itemknn", 300, 320)));
        (_, json) = await _demo.GetAsync("health/live");
        Assert.That((string?)json["status"], Is.EqualTo("live"));
    }

    [Test]
    public async Task Metrics_count_requests_by_endpoint_and_not_by_what_clients_make_up()
    {
        await _demo.GetAsync("similar/velvet-courier");
        await _demo.Client.GetAsync("made-up");
        string text = await _demo.Client.GetStringAsync("metrics");
        Assert.That(text, Does.Match("""mkr_request_duration_seconds_count\{endpoint="/similar/\{item\}",code="200"\} \d+"""));
        Assert.That(text, Does.Contain("""mkr_request_duration_seconds_count{endpoint="none",code="404"}"""));
        Assert.That(text, Does.Contain("""mkr_run_opens_total{result="success"} 1""").And.Contain("mkr_requests_active 1"));
        Assert.That(text, Does.Not.Contain("made-up"));
    }

    [Test]
    public async Task OpenApi_describes_every_endpoint_with_its_parameters_and_errors()
    {
        (_, JsonNode json) = await _demo.GetAsync("openapi/v1.json");
        Assert.That(json["paths"]!.AsObject().Select(path => path.Key), Is.EquivalentTo(new[]
        {
            "/recommend/{user}", "/recommend", "/recommend/batch", "/similar/{item}", "/explain/{user}/{item}", "/users", "/health/live",
            "/health/ready", "/metrics",
        }));
        Assert.That((string?)json["info"]!["title"], Is.EqualTo("Mkr"));
        JsonNode get = json["paths"]!["/recommend/{user}"]!["get"]!;
        Assert.That(get["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]),
            Is.EqualTo(new[] { "user", "count", "exclude", "category", "keepSeen" }));
        Assert.That(get["responses"]!.AsObject().Select(response => response.Key),
            Is.EquivalentTo(new[] { "200", "400", "404", "429", "503" }));
        Assert.That(json["components"]!["schemas"]!["RecommendedAnswer"]!["properties"]!.AsObject().Select(property => property.Key),
            Is.EqualTo(new[] { "id", "name", "score", "probability", "source" }));
    }

    private static string Row(RecommendationList list) => string.Join(' ', list.Select(item => $"{item.Id} {item.Score:R}"));

    private static string Row(JsonNode list) =>
        string.Join(' ', list["items"]!.AsArray().Select(item => $"{(string?)item!["id"]} {(float)item["score"]!:R}"));

    private JsonNode Program(string command, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "answer.json");
        (int exitCode, _, string error) = MkrProgram.Run([command, _demo.Run, .. arguments, "--json", path]);
        Assert.That(exitCode, Is.Zero, error);
        return JsonNode.Parse(File.ReadAllText(path))!;
    }
}
