using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary>What the OpenAPI document says of endpoints.</summary>
internal static class EndpointDescription
{
    private static readonly int[] Problems =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests,
        StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Describes an endpoint that answers from the run with JSON.</summary>
    public static void Describe<TAnswer>(this RouteHandlerBuilder endpoint, string name, string summary)
    {
        endpoint.WithName(name).WithSummary(summary).Produces<TAnswer>();
        foreach (int status in Problems) endpoint.ProducesProblem(status);
    }
}
