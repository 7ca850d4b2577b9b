using System.Net;
using System.Text.Json.Nodes;
using Mkr.Cli.Serving;

namespace Mkr.Tests.Cli.Serving;

/// <summary>What is wrong with a request is said in a problem document (RFC 9457), with the place and the remedy.</summary>
internal sealed class ErrorTests
{
    private ServedDemo _demo = null!;

    [OneTimeSetUp]
    public async Task Start() => _demo = await ServedDemo.StartAsync(
        "popularity", new ServeLimits { Count = 50, Ids = 3, Body = 2000, Concurrent = 1 });

    [OneTimeTearDown]
    public async Task Stop() => await _demo.DisposeAsync();

    [TestCase("recommend/nobody", 404, "There is no user 'nobody' in this model. Did you mean '")]
    [TestCase("recommend/a%2Fb", 404, "There is no user 'a/b' in this model.")]
    [TestCase("similar/dusty-weavr", 404, "Did you mean 'dusty-weaver'")]
    [TestCase("explain/bruno-belden/dusty-weavr", 404, "Did you mean 'dusty-weaver'")]
    [TestCase("explain/bruno-beldn/dusty-weaver", 404, "Did you mean 'bruno-belden'")]
    [TestCase("recommend/bruno-belden?exclude=dusty-weavr", 404, "Did you mean 'dusty-weaver'")]
    [TestCase("recommend/bruno-belden?category=genre=genre:crme", 400, "Did you mean 'genre:crime'")]
    [TestCase("recommend/bruno-belden?category=genre", 400, "'genre' is no category: expected FIELD=VALUE")]
    [TestCase("recommend/bruno-belden?count=0", 400, "count: expected a whole number from 1 to 50, found 0.")]
    [TestCase("recommend/bruno-belden?count=51", 400, "count: expected a whole number from 1 to 50, found 51.")]
    [TestCase("recommend/bruno-belden?count=many", 400, "count\" from \"many\"")]
    [TestCase("recommend/bruno-belden?cuont=5", 400, "'cuont' is no parameter here. Did you mean 'count'?")]
    [TestCase("recommend/bruno-belden?user=5", 400, "'user' is no parameter here.")]
    [TestCase("health/live?x=1", 400, "'x' is no parameter here; there are none.")]
    [TestCase("recommend/bruno-belden?exclude=a&exclude=b&exclude=c&exclude=d", 400, "exclude: expected at most 3 values, found 4.")]
    [TestCase("users?count=51", 400, "count: expected a whole number from 1 to 50")]
    [TestCase("recommend", 405, "The paths and their methods are described at /openapi/v1.json.")]
    [TestCase("nothing/here", 404, "The paths and their methods are described at /openapi/v1.json.")]
    public async Task A_get_that_is_wrong(string path, int status, string detail)
    {
        using HttpResponseMessage response = await _demo.Client.GetAsync(path);
        await Check(response, status, detail);
    }

    [TestCase("recommend", """{"history": ["dusty-weavr"]}""", 404, "Did you mean 'dusty-weaver'")]
    [TestCase("recommend", """{}""", 400, "history: give the ids of items")]
    [TestCase("recommend", """{"history": [], "cuont": 5}""", 400, "'cuont' could not be mapped")]
    [TestCase("recommend", """{"history": [""", 400, "The body: ")]
    [TestCase("recommend", """{"history": ["a", null]}""", 400, "history: a value is null.")]
    [TestCase("recommend", """{"history": ["a", "b", "c", "d"]}""", 400, "history: expected at most 3 values, found 4.")]
    [TestCase("recommend", "", 400, "body")]
    [TestCase("recommend/batch", """{"count": 5}""", 400, "users: give the ids of users.")]
    [TestCase("recommend/batch", """{"users": ["bruno-belden", "bruno-beldn"]}""", 404, "Did you mean 'bruno-belden'")]
    [TestCase("recommend/batch", """{"users": ["bruno-belden"], "count": 51}""", 400, "count: expected a whole number from 1 to 50")]
    public async Task A_post_that_is_wrong(string path, string body, int status, string detail)
    {
        using var content = new StringContent(body, mediaType: new("application/json"));
        using HttpResponseMessage response = await _demo.Client.PostAsync(path, content);
        await Check(response, status, detail);
    }

    [Test]
    public async Task A_body_that_is_too_large_or_no_json()
    {
        using var large = new StringContent($$"""{"history": ["{{new string('x', 2000)}}"]}""", mediaType: new("application/json"));
        using HttpResponseMessage first = await _demo.Client.PostAsync("recommend", large);
        await Check(first, 413, "The body is larger than 2000 bytes.");
        using var text = new StringContent("dusty-weaver");
        using HttpResponseMessage second = await _demo.Client.PostAsync("recommend", text);
        await Check(second, 415, "Content-Type to say so: application/json");
    }

    [Test]
    public async Task Near_ids_are_a_list_too()
    {
        (_, JsonNode json) = await _demo.GetAsync("similar/dusty-weavr");
        Assert.That(json["near"]!.AsArray().Select(id => (string?)id), Has.Exactly(3).Items.And.One.EqualTo("dusty-weaver"));
    }

    [Test]
    public async Task More_requests_at_once_than_allowed_are_told_to_come_again()
    {
        var slow = new SlowBody("""{"history": []}""");
        Task<HttpResponseMessage> first = _demo.Client.PostAsync("recommend", slow);
        await slow.Begun;
        // The server may not have taken the first request up yet.
        HttpResponseMessage second = await _demo.Client.GetAsync("recommend/bruno-belden");
        while (second.IsSuccessStatusCode) second = await _demo.Client.GetAsync("recommend/bruno-belden");
        await Check(second, 429, "1 requests are worked on already. Try again in a second.");
        Assert.That(second.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That((await _demo.Client.GetAsync("health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "health has no limit");
        slow.Finish();
        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_model_that_cannot_explain_says_which_can()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("mkr", settings: [new("fRs", "mlp"), new("epochs", "1")]);
        using HttpResponseMessage response = await demo.Client.GetAsync("explain/bruno-belden/dusty-weaver");
        await Check(response, 501, "does not say what its scores are made of. Models that do");
    }

    [Test]
    public async Task Before_the_run_is_open_it_is_alive_and_not_ready()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity", open: false);
        Assert.That((await demo.Client.GetAsync("health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (string path in new[] { "health/ready", "recommend/bruno-belden" })
        {
            using HttpResponseMessage response = await demo.Client.GetAsync(path);
            await Check(response, 503, "Try again in a second.");
            Assert.That(response.Headers.RetryAfter, Is.Not.Null);
        }

        demo.Server.Open();
        Assert.That((await demo.Client.GetAsync("recommend/bruno-belden")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task Check(HttpResponseMessage response, int status, string detail)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        JsonNode problem = JsonNode.Parse(text)!;
        Assert.That((int)problem["status"]!, Is.EqualTo(status));
        Assert.That((string?)problem["detail"], Does.Contain(detail));
    }
}
