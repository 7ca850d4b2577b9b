using Microsoft.AspNetCore.Http;

namespace Mkr.Cli.Serving;

/// <summary>What a request may ask for.</summary>
internal sealed record ServeLimits
{
    /// <summary>How many items a list has where the request does not say.</summary>
    public const int DefaultCount = 10;

    /// <summary>The most items of a list.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>The most ids in a part of a request.</summary>
    public int Ids { get; init; } = 1000;

    /// <summary>The most bytes of a body.</summary>
    public int Body { get; init; } = 1 << 20;

    /// <summary>The most requests that are worked on at once.</summary>
    public int Concurrent { get; init; } = 256;

    /// <summary>The count that a request asks for.</summary>
    /// <exception cref="BadHttpRequestException">It is out of range.</exception>
    public int CheckCount(int? count) => count is < 1 || count > Count
        ? throw new BadHttpRequestException($"count: expected a whole number from 1 to {Count}, found {count}.")
        : count ?? Math.Min(DefaultCount, Count);

    /// <summary>The ids that a request gives; none where it does not.</summary>
    /// <exception cref="BadHttpRequestException">There are too many, or one is null.</exception>
    public string[] CheckIds(string name, string[]? ids)
    {
        if (ids is null) return [];
        if (ids.Length > Ids)
            throw new BadHttpRequestException($"{name}: expected at most {Ids} values, found {ids.Length}. Ask in several requests.");
        return Array.IndexOf(ids, null) < 0 ? ids : throw new BadHttpRequestException($"{name}: a value is null.");
    }
}
