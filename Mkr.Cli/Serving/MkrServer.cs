using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mkr.Cli.Serving.Endpoints;
using Mkr.Cli.Serving.Runs;

namespace Mkr.Cli.Serving;

/// <summary>
/// Serves a run over HTTP. It listens from <see cref="StartAsync"/> on, and answers 503 until <see cref="Open"/> has opened the run.
/// </summary>
internal sealed partial class MkrServer : IAsyncDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    private readonly ServeOptions _options;
    private readonly RunSlot _runs;
    private readonly ServerMetrics _metrics = new();
    private readonly WebApplication _app;
    private readonly ILogger _log;

    /// <summary>A server that does not listen yet.</summary>
    public MkrServer(ServeOptions options)
    {
        _options = options;
        _runs = new RunSlot(options.Run);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // What lies in the working folder or in the environment must not change what is served, or where.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.Body;
        });
        AddLog(builder.Logging);
        AddServices(builder.Services, options.Limits);
        if (options.Watch is TimeSpan period)
            builder.Services.AddHostedService(_ => new RunWatch(_runs, period, ReloadAsync));
        _app = builder.Build();
        _log = _app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("mkr");
        Map();
    }

    /// <summary>The first of the addresses that it listens at.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">Another program listens there.</exception>
    public Task StartAsync() => _app.StartAsync();

    /// <summary>Opens the run.</summary>
    public void Open()
    {
        _runs.Open();
        _metrics.CountOpen(isOpen: true);
    }

    /// <summary>
    /// Opens what is in the folder now, on a thread of its own, so that none of those is missed that answer requests. Where it cannot be
    /// opened, the log says why, and the old run stays in service.
    /// </summary>
    /// <returns>Whether it was opened.</returns>
    public Task<bool> ReloadAsync() =>
        Task.Factory.StartNew(Reload, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits until the process is asked to end, and then for the requests that are being answered.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops to listen, and waits for the requests that are being answered.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Ends it, and frees the run.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _runs.Dispose();
    }

    private bool Reload()
    {
        try
        {
            Open();
            LogReloaded(_log, _options.Run);
            return true;
        }
        catch (Exception e)
        {
            _metrics.CountOpen(isOpen: false);
            LogNotReloaded(_log, _options.Run, e.Message);
            return false;
        }
    }

    private static void AddLog(ILoggingBuilder log)
    {
        log.ClearProviders();
        log.SetMinimumLevel(LogLevel.Warning).AddFilter("mkr", LogLevel.Information);
        // That it does not start is thrown, too; and with the other on, each request gets an activity to trace, which nobody collects.
        log.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical).AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.None);
        log.AddSimpleConsole(format => format.SingleLine = true);
        log.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddServices(IServiceCollection services, ServeLimits limits)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, RequestJson.Default));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = problem => ErrorAnswers.Complete(problem, limits));
        services.AddExceptionHandler<ErrorAnswers>();
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Mkr";
            document.Info.Description = "Recommendations of a trained model.";
            return Task.CompletedTask;
        }));
        services.AddRateLimiter(limiter => WorkLimit.Add(limiter, limits.Concurrent));
    }

    private void Map()
    {
        _app.Use(_metrics.Measure);
        _app.UseExceptionHandler();
        _app.UseStatusCodePages();
        _app.UseRouting();
        _app.Use(new QueryCheck().Check);
        _app.UseRateLimiter();
        RouteGroupBuilder work = _app.MapGroup(string.Empty).RequireRateLimiting(WorkLimit.Name).WithTags("recommendations");
        new RecommendEndpoint(_runs, _options.Limits).Map(work);
        new HistoryEndpoint(_runs, _options.Limits).Map(work);
        new BatchEndpoint(_runs, _options.Limits).Map(work);
        new SimilarEndpoint(_runs, _options.Limits).Map(work);
        new ExplainEndpoint(_runs).Map(work);
        new UsersEndpoint(_runs, _options.Limits).Map(work);
        RouteGroupBuilder operation = _app.MapGroup(string.Empty).WithTags("operation");
        new HealthEndpoints(_runs).Map(operation);
        new MetricsEndpoint(_metrics).Map(operation);
        new PageEndpoint().Map(_app);
        _app.MapOpenApi();
    }

    [LoggerMessage(LogLevel.Information, "Opened {Run} anew.")]
    private static partial void LogReloaded(ILogger log, string run);

    [LoggerMessage(LogLevel.Error, "{Run} cannot be opened; the old run stays in service. {Reason}")]
    private static partial void LogNotReloaded(ILogger log, string run, string reason);
}
