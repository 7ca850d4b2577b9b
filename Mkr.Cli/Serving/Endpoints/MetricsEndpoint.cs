using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>GET /metrics</c>: what a Prometheus server scrapes. It counts to no limit.</summary>
internal sealed class MetricsEndpoint(ServerMetrics metrics)
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", (Delegate)Get)
        .WithName("metrics").WithSummary("Counts and times for Prometheus.").Produces<string>(contentType: "text/plain");

    private Task Get(HttpContext context)
    {
        context.Response.ContentType = TextFormat;
        return metrics.WriteAsync(context.Response.Body, context.RequestAborted);
    }
}
