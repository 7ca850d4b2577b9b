using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary>
/// <c>GET /health/live</c>: the process answers; <c>GET /health/ready</c>: it answers from a run. They count to no limit.
/// </summary>
internal sealed class HealthEndpoints(RunSlot runs)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (Delegate)Live).WithName("live").WithSummary("The process answers.").Produces<LiveAnswer>();
        routes.MapGet("/health/ready", (Delegate)Ready).WithName("ready").WithSummary("A run is open; which it is.")
            .Produces<ReadyAnswer>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Task Live(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new LiveAnswer("live"), AnswerJson.Default.LiveAnswer);

    private Task Ready(HttpContext context)
    {
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        var answer = new ReadyAnswer("ready", recommender.Model, recommender.Users.Count, recommender.Items.Count, lease.Run.Opened);
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.ReadyAnswer);
    }
}

/// <summary>That the process answers.</summary>
/// <param name="Status"><c>live</c>.</param>
internal sealed record LiveAnswer(string Status);

/// <summary>What is served.</summary>
/// <param name="Status"><c>ready</c>.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Users">The number of users.</param>
/// <param name="Items">The number of items.</param>
/// <param name="Opened">When the run was opened.</param>
internal sealed record ReadyAnswer(string Status, string Model, int Users, int Items, DateTimeOffset Opened);
