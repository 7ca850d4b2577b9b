using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>POST /recommend</c>: what <c>mkr recommend --history</c> says.</summary>
internal sealed class HistoryEndpoint(RunSlot runs, ServeLimits limits)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/recommend", Post)
        .Describe<RecommendAnswer>("recommendByHistory", "The best items for somebody who liked others, whom the model need not know.");

    private Task Post(HttpContext context, HistoryRequest request)
    {
        if (request.History is null) throw new BadHttpRequestException("history: give the ids of items, or [] for what is popular.");
        string[] history = limits.CheckIds("history", request.History);
        RecommendOptions? options = request.Options(limits);
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        RecommendationList list = recommender.RecommendFor(history, limits.CheckCount(request.Count), options);
        var answer = RecommendAnswer.Of(recommender, list, history);
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.RecommendAnswer);
    }
}

/// <summary>Somebody's history, and the items that may be recommended.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record HistoryRequest : CandidateRequest
{
    [Description("The ids of items that somebody liked")]
    public string[]? History { get; init; }
}
