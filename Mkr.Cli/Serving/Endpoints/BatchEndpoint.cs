using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>POST /recommend/batch</c>: the lists of many users. They are sent as they are made.</summary>
internal sealed class BatchEndpoint(RunSlot runs, ServeLimits limits)
{
    private const int Chunk = 1 << 15;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/recommend/batch", Post)
        .Describe<BatchAnswer>("recommendToMany", "The best items for each of many users, in their order.");

    private async Task Post(HttpContext context, BatchRequest request)
    {
        if (request.Users is null) throw new BadHttpRequestException("users: give the ids of users.");
        string[] ids = limits.CheckIds("users", request.Users);
        RecommendOptions? options = request.Options(limits);
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        int[] users = [.. ids.Select(recommender.FindUser)];
        IEnumerable<RecommendationList> lists = recommender.RecommendMany(
            users, limits.CheckCount(request.Count), options, threads: 1, context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("schema", JsonFile.Schema);
        json.WriteString("command", "recommend");
        json.WriteString("model", recommender.Model);
        json.WriteStartArray("lists");
        foreach (RecommendationList list in lists)
        {
            JsonSerializer.Serialize(json, RecommendAnswer.Of(recommender, list, history: null), AnswerJson.Default.RecommendAnswer);
            if (json.BytesPending + context.Response.BodyWriter.UnflushedBytes < Chunk) continue;
            json.Flush();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Users, and the items that may be recommended to them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchRequest : CandidateRequest
{
    [Description("The ids of users")]
    public string[]? Users { get; init; }
}

/// <summary>The lists of many users.</summary>
/// <param name="Schema">The version of the layout.</param>
/// <param name="Command">What it is the result of.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Lists">A list for each user.</param>
internal sealed record BatchAnswer(int Schema, string Command, string Model, RecommendAnswer[] Lists);
