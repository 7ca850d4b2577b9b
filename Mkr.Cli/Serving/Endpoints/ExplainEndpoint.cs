using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Explanations;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>GET /explain/{user}/{item}</c>: what <c>mkr explain</c> says.</summary>
internal sealed class ExplainEndpoint(RunSlot runs)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/explain/{user}/{item}", Get)
        .ProducesProblem(StatusCodes.Status501NotImplemented)
        .Describe<JsonObject>("explain", "What the model's score of an item for a user is made of; 501 for a model that cannot say.");

    private Task Get(
        HttpContext context,
        [Description("The user's id")] string user,
        [Description("The item's id")] string item)
    {
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        int userIndex = recommender.FindUser(PathId.Decode(user)), itemIndex = recommender.FindItem(PathId.Decode(item));
        Explanation explanation = lease.Run.Explainer.Explain(userIndex, itemIndex);
        JsonObject answer = ExplanationJson.Whole(recommender.Model, explanation);
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.JsonObject);
    }
}
