using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>GET /similar/{item}</c>: what <c>mkr similar</c> says.</summary>
internal sealed class SimilarEndpoint(RunSlot runs, ServeLimits limits)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/similar/{item}", Get)
        .Describe<SimilarAnswer>("similar", "The items that the model recommends to the same users, or that the graph likens.");

    private Task Get(
        HttpContext context,
        [Description("The item's id")] string item,
        [Description("How many items, 10 unless said")] int? count)
    {
        string id = PathId.Decode(item);
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        var answer = SimilarAnswer.Of(recommender, id, recommender.Similar(id, limits.CheckCount(count)));
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.SimilarAnswer);
    }
}
