using System.Net;
using System.Text.Json.Nodes;
using Mkr.Cli.Serving.Runs;

namespace Mkr.Tests.Cli.Serving;

/// <summary>No request is lost when another run takes the place of the one that is served, nor when the server ends.</summary>
internal sealed class ReloadTests
{
    private const string Path = "recommend/bruno-belden";
    private const int Clients = 8;

    [Test]
    public async Task Under_load_every_answer_is_wholly_of_one_run()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync();
        string other = demo.WriteRun("other", "popularity"), first = await demo.Client.GetStringAsync(Path);
        using var end = new CancellationTokenSource();
        var seen = new HashSet<string>();
        int answers = 0;
        Task[] clients =
        [
            .. Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                while (!end.IsCancellationRequested)
                {
                    string answer = await demo.Client.GetStringAsync(Path);
                    lock (seen) seen.Add(answer);
                    Interlocked.Increment(ref answers);
                }
            })),
        ];
        for (int i = 0; i < 4; i++)
        {
            demo.ReplaceRun(other);
            other = demo.WriteRun("other", i % 2 == 0 ? "itemknn" : "popularity");
            Assert.That(await demo.Server.ReloadAsync(), Is.True);
            // So many answers later one of them has been asked for since.
            int enough = Volatile.Read(ref answers) + Clients + 1;
            while (Volatile.Read(ref answers) < enough && !clients.Any(client => client.IsCompleted)) await Task.Delay(1);
        }

        string last = await demo.Client.GetStringAsync(Path);
        await end.CancelAsync();
        await Task.WhenAll(clients);
        demo.ReplaceRun(other);
        Assert.That(await demo.Server.ReloadAsync(), Is.True);
        string second = await demo.Client.GetStringAsync(Path);
        Assert.That(last, Is.EqualTo(first));
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(seen, Is.EquivalentTo(new[] { first, second }));
    }

    [Test]
    public async Task A_run_that_cannot_be_opened_leaves_the_old_in_service()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity");
        string before = await demo.Client.GetStringAsync(Path);
        File.Delete(System.IO.Path.Combine(demo.Run, "weights.safetensors"));
        Assert.That(await demo.Server.ReloadAsync(), Is.False);
        Assert.That(await demo.Client.GetStringAsync(Path), Is.EqualTo(before));
        Assert.That(await demo.Client.GetStringAsync("metrics"), Does.Contain("""mkr_run_opens_total{result="failure"} 1"""));
    }

    [Test]
    public async Task A_folder_that_is_watched_is_opened_by_itself()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity", watch: TimeSpan.FromMilliseconds(20));
        demo.ReplaceRun(demo.WriteRun("other", "itemknn"));
        JsonNode ready;
        do
        {
            await Task.Delay(20);
            (_, ready) = await demo.GetAsync("health/ready");
        }
        while ((string?)ready["model"] != "itemknn");
        Assert.That((await demo.GetAsync(Path)).Json["model"]!.GetValue<string>(), Is.EqualTo("itemknn"));
    }

    [Test]
    public async Task A_run_is_kept_for_the_request_that_uses_it_and_freed_after_it()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity", open: false);
        using var slot = new RunSlot(demo.Run);
        slot.Open();
        RunLease lease = slot.Lease();
        slot.Open();
        Assert.That(lease.Run.TryUse(), Is.True, "the lease keeps it");
        lease.Run.Release();
        lease.Dispose();
        Assert.That(lease.Run.TryUse(), Is.False, "it is freed");
        using RunLease next = slot.Lease();
        Assert.That(next.Run, Is.Not.SameAs(lease.Run));
    }

    [Test]
    public async Task A_server_that_ends_answers_what_has_begun()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity");
        var slow = new SlowBody("""{"history": []}""");
        Task<HttpResponseMessage> request = demo.Client.PostAsync("recommend", slow);
        await slow.Begun;
        // Until the server has taken it up it would be dropped with its connection.
        string metrics;
        do metrics = await demo.Client.GetStringAsync("metrics");
        while (!metrics.Contains("mkr_requests_active 2", StringComparison.Ordinal));
        Task stop = demo.Server.StopAsync();
        using (var late = new HttpClient { BaseAddress = demo.Client.BaseAddress })
            Assert.That(async () => { while (true) await late.GetAsync(Path); }, Throws.InstanceOf<HttpRequestException>());
        Assert.That(stop.IsCompleted, Is.False);
        slow.Finish();
        Assert.That((await request).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await stop;
    }

    [Test]
    public async Task The_program_serves_until_it_is_asked_to_end()
    {
        await using ServedDemo demo = await ServedDemo.StartAsync("popularity", open: false);
        (int exitCode, string error) = MkrProgram.EndAfter("Serving ", "serve", demo.Run, "--urls", "http://127.0.0.1:0");
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        (exitCode, _, error) = MkrProgram.Run("serve", demo.Run, "--urls", demo.Server.Url);
        Assert.That(error, Does.StartWith("mkr: ").And.Contain("address already in use"));
        Assert.That(exitCode, Is.EqualTo(2));
        foreach (string url in new[] { "8080", "http://some-name:8080", "http://256.0.0.1:8080" })
        {
            (exitCode, _, error) = MkrProgram.Run("serve", demo.Run, "--urls", url);
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(
                error,
                Is.EqualTo($"mkr: --urls: '{url}' is no address to listen at: expected such as http://127.0.0.1:8080, "
                    + "or http://*:8080 for all networks.\n"));
        }

        (exitCode, _, error) = MkrProgram.Run("serve", System.IO.Path.Combine(demo.Run, "data"), "--urls", "http://127.0.0.1:0");
        Assert.That(error, Does.StartWith("mkr: ").And.Contain("data"));
        Assert.That(exitCode, Is.EqualTo(2));
    }
}
