using System.Net;
using System.Text.Json.Nodes;
using Mkr.Cli.Serving;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Serving;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Cli.Serving;

/// <summary>A server of a run of the demo on a free port of this machine, and the library beside it.</summary>
internal sealed class ServedDemo : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ServedDemo(string model, params KeyValuePair<string, string>[] settings) => Run = WriteRun("run", model, settings);

    /// <summary>The run folder.</summary>
    public string Run { get; }

    /// <summary>The server.</summary>
    public MkrServer Server { get; private set; } = null!;

    /// <summary>Asks the server.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The library on the same run.</summary>
    public Recommender Library { get; private set; } = null!;

    /// <summary>Starts a server.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limits">What requests may ask for.</param>
    /// <param name="watch">The time between two looks at the folder.</param>
    /// <param name="open">Whether the run is opened, too.</param>
    /// <param name="settings">Settings of the model that are not the defaults.</param>
    public static async Task<ServedDemo> StartAsync(
        string model = "itemknn", ServeLimits? limits = null, TimeSpan? watch = null, bool open = true,
        params KeyValuePair<string, string>[] settings)
    {
        var demo = new ServedDemo(model, settings);
        demo.Server = new MkrServer(new ServeOptions(demo.Run)
        {
            Urls = "http://127.0.0.1:0",
            Watch = watch,
            Limits = limits ?? new ServeLimits(),
        });
        await demo.Server.StartAsync();
        if (open) demo.Server.Open();
        demo.Client = new HttpClient { BaseAddress = new Uri(demo.Server.Url) };
        demo.Library = Recommender.Open(demo.Run);
        return demo;
    }

    /// <summary>Trains a model on the demo and writes its run folder.</summary>
    public string WriteRun(string name, string model, params KeyValuePair<string, string>[] settings)
    {
        (var run, var data) = TrainedModel.Demo(ModelCatalog.Find(model));
        run = run.With(settings);
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        RunFolder.Write(folder, run, data, TrainedModel.Run(run, data), []);
        return folder;
    }

    /// <summary>Puts another run in the place of the one that is served.</summary>
    public void ReplaceRun(string run)
    {
        Directory.Move(Run, Path.Combine(_folder.Path, Path.GetRandomFileName()));
        Directory.Move(run, Run);
    }

    /// <summary>The status and the JSON of an answer.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Json)> GetAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(path);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>The same of a body that is posted.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Json)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, mediaType: new("application/json"));
        using HttpResponseMessage response = await Client.PostAsync(path, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Library.Dispose();
        _folder.Dispose();
    }
}
