using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Mkr.Model.Settings;

namespace Mkr.Cli.Serving;

/// <summary>Refuses parameters that an endpoint does not have: a mistyped one would otherwise be left out in silence.</summary>
internal sealed class QueryCheck
{
    private readonly ConcurrentDictionary<Endpoint, FrozenSet<string>> _names = [];

    /// <summary>Checks a request after its endpoint was found.</summary>
    /// <exception cref="BadHttpRequestException">There is no parameter of a name.</exception>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.Request.QueryString.HasValue && context.GetEndpoint() is Endpoint endpoint)
        {
            FrozenSet<string> known = _names.GetOrAdd(endpoint, Names);
            foreach (string name in context.Request.Query.Keys)
                if (!known.Contains(name)) throw new BadHttpRequestException(Unknown(name, known));
        }

        return next(context);
    }

    private static FrozenSet<string> Names(Endpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(parameter => parameter.ParameterInfo.ParameterType != typeof(HttpContext) && !IsInPath(endpoint, parameter.Name))
        .Select(parameter => parameter.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsInPath(Endpoint endpoint, string name) =>
        (endpoint as RouteEndpoint)?.RoutePattern.GetParameter(name) is not null;

    private static string Unknown(string name, FrozenSet<string> known) => known.Count == 0
        ? $"'{name}' is no parameter here; there are none."
        : $"'{name}' is no parameter here. Did you mean '{Nearest.To(name, known)}'?";
}
