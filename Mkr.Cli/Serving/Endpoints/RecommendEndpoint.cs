using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>GET /recommend/{user}</c>: what <c>mkr recommend --user</c> says.</summary>
internal sealed class RecommendEndpoint(RunSlot runs, ServeLimits limits)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/recommend/{user}", Get)
        .Describe<RecommendAnswer>("recommend", "The best items for a user, without those that the user has rated.");

    private Task Get(
        HttpContext context,
        [Description("The user's id")] string user,
        [Description("How many items, 10 unless said")] int? count,
        [Description("The id of an item that is no candidate; may be repeated")] string[]? exclude,
        [Description("What candidates must have, FIELD=VALUE; may be repeated")] string[]? category,
        [Description("Whether items that the user has rated are candidates too")] bool? keepSeen)
    {
        var request = new UserRequest { Exclude = exclude, Categories = category, KeepSeen = keepSeen ?? false };
        RecommendOptions? options = request.Options(limits);
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        RecommendationList list = recommender.Recommend(PathId.Decode(user), limits.CheckCount(count), options);
        var answer = RecommendAnswer.Of(recommender, list, history: null);
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.RecommendAnswer);
    }

    private sealed record UserRequest : CandidateRequest;
}
