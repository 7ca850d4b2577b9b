using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary>
/// <c>GET /</c>: a page to try the server. The content security policy lets it run its own script and style, known by their hashes, talk to
/// this server, and nothing else (https://www.w3.org/TR/CSP3).
/// </summary>
internal sealed partial class PageEndpoint
{
    private readonly byte[] _page;
    private readonly string _policy;

    public PageEndpoint()
    {
        using Stream stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream("page.html")!;
        using var reader = new StreamReader(stream);
        string text = reader.ReadToEnd();
        _page = Encoding.UTF8.GetBytes(text);
        _policy = $"default-src 'none'; script-src {Hash(Script().Match(text))}; style-src {Hash(Style().Match(text))}; "
            + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", Get).ExcludeFromDescription();

    private Task Get(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = _page.Length;
        response.Headers.ContentSecurityPolicy = _policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.Body.WriteAsync(_page, 0, _page.Length, context.RequestAborted);
    }

    private static string Hash(Match element) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.Groups[1].Value)))}'";

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
