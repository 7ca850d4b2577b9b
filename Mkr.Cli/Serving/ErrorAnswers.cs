using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Mkr.Cli.Serving.Runs;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Serving;

/// <summary>
/// Turns what is wrong with a request into a problem document (RFC 9457) that names the place and the remedy. What it does not know is a
/// mistake of the program: the framework logs it and answers 500.
/// </summary>
internal sealed class ErrorAnswers : IExceptionHandler
{
    private const string RetryAfterSeconds = "1";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Status(exception) is not int status) return false;
        if (exception is OperationCanceledException) return true;
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problem(status, Detail(exception), (exception as UnknownIdException)?.Near).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Answers that there are too many requests at once.</summary>
    public static Task TooMany(HttpContext context, int most)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        string text = string.Create(CultureInfo.InvariantCulture, $"{most} requests are worked on already. Try again in a second.");
        return Problem(StatusCodes.Status429TooManyRequests, text, null).ExecuteAsync(context);
    }

    /// <summary>Says what is wrong where the framework has found it and says but a status.</summary>
    public static void Complete(ProblemDetailsContext context, ServeLimits limits) =>
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed =>
                "The paths and their methods are described at /openapi/v1.json.",
            StatusCodes.Status413PayloadTooLarge => $"The body is larger than {limits.Body} bytes. Ask in several requests.",
            StatusCodes.Status415UnsupportedMediaType => "The body is to be JSON, and the header Content-Type to say so: application/json.",
            StatusCodes.Status500InternalServerError => "This is a mistake of the server. Its log has the details.",
            _ => null,
        };

    private static ProblemHttpResult Problem(int status, string detail, IReadOnlyList<string>? near) => TypedResults.Problem(
        detail, statusCode: status, extensions: near is null ? null : [KeyValuePair.Create<string, object?>("near", near.ToArray())]);

    private static int? Status(Exception exception) => exception switch
    {
        UnknownCategoryException => StatusCodes.Status400BadRequest,
        UnknownIdException => StatusCodes.Status404NotFound,
        BadHttpRequestException request => request.StatusCode,
        NotReadyException => StatusCodes.Status503ServiceUnavailable,
        SettingException => StatusCodes.Status501NotImplemented,
        OperationCanceledException => StatusCodes.Status499ClientClosedRequest,
        _ => null,
    };

    private static string Detail(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => $"The body: {json.Message}",
        BadHttpRequestException => $"{exception.Message.TrimEnd('.')}. The parameters are described at /openapi/v1.json.",
        _ => exception.Message,
    };
}
