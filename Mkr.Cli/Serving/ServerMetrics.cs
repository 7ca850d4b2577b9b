using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace Mkr.Cli.Serving;

/// <summary>Counts and times what the server does, for Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class ServerMetrics
{
    private static readonly double[] Buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Histogram _seconds;
    private readonly Gauge _active;
    private readonly Counter _opened;
    private readonly Gauge _openedTime;

    public ServerMetrics()
    {
        MetricFactory metrics = Metrics.WithCustomRegistry(_registry);
        _seconds = metrics.CreateHistogram(
            "mkr_request_duration_seconds", "Time to answer a request, by endpoint and status.", ["endpoint", "code"],
            new HistogramConfiguration { Buckets = Buckets });
        _active = metrics.CreateGauge("mkr_requests_active", "Requests that are being answered.");
        _opened = metrics.CreateCounter("mkr_run_opens_total", "Runs opened, at the start and by reloading, by result.", ["result"]);
        _openedTime = metrics.CreateGauge("mkr_run_opened_timestamp_seconds", "When the run that is served was opened, Unix time.");
        foreach (string result in new[] { "success", "failure" }) _opened.WithLabels(result);
        DotNetStats.Register(_registry);
    }

    /// <summary>Times a request.</summary>
    public async Task Measure(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        _active.Inc();
        try
        {
            await next(context);
        }
        finally
        {
            _active.Dec();
            // Known patterns only: what a client makes up must not become a label.
            string endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            _seconds.WithLabels(endpoint, Code(context.Response.StatusCode)).Observe(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <summary>Notes that a run was opened, or that it could not be.</summary>
    public void CountOpen(bool isOpen)
    {
        _opened.WithLabels(isOpen ? "success" : "failure").Inc();
        if (isOpen) _openedTime.SetToCurrentTimeUtc();
    }

    /// <summary>Writes all values as text.</summary>
    public Task WriteAsync(Stream stream, CancellationToken cancellation) => _registry.CollectAndExportAsTextAsync(stream, cancellation);

    private static string Code(int status) => status == StatusCodes.Status200OK ? "200" : status.ToString(CultureInfo.InvariantCulture);
}
