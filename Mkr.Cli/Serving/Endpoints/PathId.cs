namespace Mkr.Cli.Serving.Endpoints;

/// <summary>Ids in the path of a request.</summary>
internal static class PathId
{
    /// <summary>
    /// The id that a part of a path stands for. The framework decodes everything but <c>%2F</c>, which would have been another part; so an
    /// id that has this very text in it can be asked for in a body only.
    /// </summary>
    public static string Decode(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
