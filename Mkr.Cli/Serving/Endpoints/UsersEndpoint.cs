using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary><c>GET /users</c>: users by a part of their ids or names.</summary>
internal sealed class UsersEndpoint(RunSlot runs, ServeLimits limits)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/users", Get)
        .Describe<UsersAnswer>("users", "Users whose id or name has a text in it, those first that begin with it.");

    private Task Get(
        HttpContext context,
        [Description("The text, in any case; all users without it")] string? search,
        [Description("How many users at most, 10 unless said")] int? count)
    {
        int most = limits.CheckCount(count);
        using RunLease lease = runs.Lease();
        Recommender recommender = lease.Run.Recommender;
        var answer = new UsersAnswer(
        [
            .. lease.Run.Users.Find(search ?? string.Empty, most)
                .Select(user => new UserAnswer(recommender.Users[user], recommender.UserNames[user], recommender.SeenCount(user))),
        ]);
        return context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.UsersAnswer);
    }
}

/// <summary>The users that were found.</summary>
/// <param name="Users">The users.</param>
internal sealed record UsersAnswer(UserAnswer[] Users);

/// <summary>A user.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name; null where there is none.</param>
/// <param name="Rated">How many items the user has rated.</param>
internal readonly record struct UserAnswer(string Id, string? Name, int Rated);
