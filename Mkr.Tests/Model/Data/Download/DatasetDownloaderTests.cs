using Mkr.Model.Data.Download;

namespace Mkr.Tests.Model.Data.Download;

/// <summary>Downloads from a server that behaves, and from servers that do not.</summary>
internal sealed class DatasetDownloaderTests
{
    private static readonly DownloadOptions Quick = new() { Pause = TimeSpan.FromMilliseconds(1) };
    private static readonly DownloadOptions Impatient = Quick with { Timeout = TimeSpan.FromMilliseconds(200) };
    private static readonly Reply Ratings = new(SmallDataset.Ratings), Graph = new(SmallDataset.Graph);

    private TemporaryFolder _temporary = null!;
    private string _folder = null!;
    private HttpClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _temporary = new TemporaryFolder();
        _folder = Path.Combine(_temporary.Path, "datasets", "small");
        _client = new HttpClient();
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _temporary.Dispose();
    }

    [Test]
    public async Task Downloads_every_file_but_the_names()
    {
        using var server = new TinyServer(Ratings, Graph);
        IReadOnlyList<FetchedFile> files = await GetAsync(server);
        Assert.That(files.Select(f => f.Name), Is.EqualTo(new[] { "ratings.dat", "kg.txt" }));
        Assert.That(files.Select(f => f.Outcome), Is.All.EqualTo(FetchOutcome.Downloaded));
        Assert.That(Contents(), Is.EqualTo(new[] { ("kg.txt", SmallDataset.Graph), ("ratings.dat", SmallDataset.Ratings) }));
        Assert.That(server.Requests, Is.EqualTo(new[] { "/ratings.dat", "/kg.txt" }));
    }

    [Test]
    public async Task Reports_progress_up_to_the_end()
    {
        using var server = new TinyServer(Ratings, Graph);
        var reports = new Reports();
        await new DatasetDownloader(_client, Quick).DownloadAsync(SmallDataset.At(server.Address("")), _folder, reports);
        int length = SmallDataset.Ratings.Length;
        DownloadProgress[] ratings = [.. reports.All.Where(r => r.File == "ratings.dat")];
        Assert.That(ratings.Select(r => r.Bytes), Is.Ordered.Ascending.And.Unique);
        Assert.That(ratings[^1], Is.EqualTo(new DownloadProgress("ratings.dat", length, length)));
        Assert.That(reports.All[^1].Bytes, Is.EqualTo(SmallDataset.Graph.Length));
    }

    [Test]
    public async Task Does_not_download_again_what_is_there()
    {
        Put("ratings.dat", SmallDataset.Ratings);
        using var server = new TinyServer(Graph);
        IReadOnlyList<FetchedFile> files = await GetAsync(server);
        Assert.That(files.Select(f => f.Outcome), Is.EqualTo(new[] { FetchOutcome.Present, FetchOutcome.Downloaded }));
        Assert.That(server.Requests, Is.EqualTo(new[] { "/kg.txt" }));
    }

    [Test]
    public async Task Replaces_nothing_that_it_does_not_know()
    {
        Put("kg.txt", [1, 2, 3]);
        using var server = new TinyServer(Ratings, Graph);
        DatasetException error = await FailsAsync(server);
        Assert.That(error.Message, Does.Contain("kg.txt: expected SHA-256 " + SmallDataset.Sha256(SmallDataset.Graph)));
        Assert.That(error.Message, Does.Contain("found SHA-256 " + SmallDataset.Sha256([1, 2, 3])).And.Contain("Nothing was replaced"));
        Assert.That(Contents(), Is.EqualTo(new[] { ("kg.txt", new byte[] { 1, 2, 3 }) }));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_wrong_content_is_not_kept()
    {
        byte[] wrong = [.. SmallDataset.Ratings];
        wrong[100_000]++;
        using var server = new TinyServer(new Reply(wrong));
        DatasetException error = await FailsAsync(server);
        Assert.That(error.Message,
            Does.StartWith("ratings.dat: expected git blob ").And.Contain(", found git blob ").And.Contain(SmallDataset.Sha256(wrong)));
        Assert.That(Contents(), Is.Empty);
        Assert.That(server.Requests, Has.Count.EqualTo(1), "the same bytes would come again");
    }

    [Test]
    public async Task A_truncated_file_is_not_kept([Values] bool isReset)
    {
        using var server = new TinyServer(
            new Reply(SmallDataset.Graph) { AnnouncedLength = SmallDataset.Ratings.Length, IsReset = isReset });
        Assert.That((await FailsAsync(server)).Message, Does.Contain("the connection was lost before the end of the file (3 tries)"));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_left([Values] bool answersFirst)
    {
        using var server = new TinyServer(new Reply(SmallDataset.Graph)
        {
            AnnouncedLength = SmallDataset.Ratings.Length,
            IsSilentFirst = !answersFirst,
            IsSilentLast = true,
        });
        Assert.That((await FailsAsync(server, Impatient)).Message, Does.Contain("the server was silent for 0.2 s (3 tries)"));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_slow_server_that_goes_on_is_waited_for()
    {
        using var server = new TinyServer(Ratings with { Pieces = 4, Pause = TimeSpan.FromMilliseconds(200) }, Graph);
        await GetAsync(server, Quick with { Timeout = TimeSpan.FromMilliseconds(600) });
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_file_that_is_gone_is_not_asked_for_again()
    {
        using var server = new TinyServer(Reply.Gone);
        Assert.That((await FailsAsync(server)).Message, Does.StartWith("ratings.dat: the server answered 404 (Not Found)."));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_passes_is_tried_again()
    {
        using var server = new TinyServer(Reply.Busy, Ratings with { Body = SmallDataset.Graph, AnnouncedLength = 1000 }, Ratings, Graph);
        await GetAsync(server);
        Assert.That(Contents(), Is.EqualTo(new[] { ("kg.txt", SmallDataset.Graph), ("ratings.dat", SmallDataset.Ratings) }));
    }

    [Test]
    public void A_failure_keeps_the_files_before_it()
    {
        using var server = new TinyServer(Ratings, Reply.Busy);
        Assert.That(() => GetAsync(server), Throws.TypeOf<DatasetException>().With.Message.StartsWith("kg.txt: the server answered 503"));
        Assert.That(Contents(), Is.EqualTo(new[] { ("ratings.dat", SmallDataset.Ratings) }));
    }

    [Test]
    public async Task A_refused_connection_is_an_error_at_once()
    {
        var server = new TinyServer(Ratings);
        server.Dispose();
        Assert.That((await FailsAsync(server)).Message,
            Does.StartWith("ratings.dat: there is no connection to the server (").And.Not.Contain("tries"));
    }

    [Test]
    public async Task Cancelled_it_leaves_nothing()
    {
        using var server = new TinyServer(Ratings with { AnnouncedLength = 1_000_000, IsSilentLast = true });
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(cancellation.Cancel);
        Assert.That(
            () => new DatasetDownloader(_client).DownloadAsync(SmallDataset.At(server.Address("")), _folder, reports, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Contents(), Is.Empty);
    }

    private Task<IReadOnlyList<FetchedFile>> GetAsync(TinyServer server, DownloadOptions? options = null) =>
        new DatasetDownloader(_client, options ?? Quick).DownloadAsync(SmallDataset.At(server.Address("")), _folder);

    /// <summary>The error is one line with a remedy, and no file is there that was not before.</summary>
    private async Task<DatasetException> FailsAsync(TinyServer server, DownloadOptions? options = null)
    {
        string[] before = [.. Contents().Select(f => f.Name)];
        DatasetException error = (await Assert.ThrowsAsync<DatasetException>(() => GetAsync(server, options)))!;
        Assert.That(error.Message, Does.Not.Contain('\n'));
        string byHand = $"Download {server.Address("ratings.dat")} by hand into a folder DIR, beside the other files, and use --from DIR.";
        if (before.Length == 0) Assert.That(error.Message, Does.EndWith(byHand));
        Assert.That(Contents().Select(f => f.Name), Is.EqualTo(before));
        Assert.That(Directory.Exists(_folder), Is.EqualTo(before.Length > 0), "an empty folder looks like a data set");
        return error;
    }

    private void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(Path.Combine(_folder, name), content);
    }

    private (string Name, byte[] Content)[] Contents() => Directory.Exists(_folder)
        ? [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))]
        : [];

    private sealed class Reports(Action? then = null) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> All { get; } = [];

        public void Report(DownloadProgress value)
        {
            All.Add(value);
            then?.Invoke();
        }
    }
}
