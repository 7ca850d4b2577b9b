using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Mkr.Cli.Serving;

/// <summary>Limits how many requests are worked on at once. Those beyond are refused: a queue would only make all of them late.</summary>
internal static class WorkLimit
{
    /// <summary>The policy's name.</summary>
    public const string Name = "work";

    /// <summary>Adds the policy.</summary>
    public static void Add(RateLimiterOptions options, int most)
    {
        options.AddConcurrencyLimiter(Name, limiter => limiter.PermitLimit = most);
        options.OnRejected = (rejected, _) => new ValueTask(ErrorAnswers.TooMany(rejected.HttpContext, most));
    }
}
