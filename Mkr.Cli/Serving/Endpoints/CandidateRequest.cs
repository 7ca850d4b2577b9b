using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary>What a request says of the items that may be recommended.</summary>
internal abstract record CandidateRequest
{
    [Description("How many items, 10 unless said")]
    public int? Count { get; init; }

    [Description("The ids of the only candidates")]
    public string[]? Include { get; init; }

    [Description("The ids of items that are no candidates")]
    public string[]? Exclude { get; init; }

    [Description("What candidates must have, each FIELD=VALUE; of several values of a field one, and of several fields each")]
    public string[]? Categories { get; init; }

    [Description("Whether items that were rated, or that are of the history, are candidates too")]
    public bool KeepSeen { get; init; }

    /// <summary>The same for the library; null where every item may be recommended.</summary>
    /// <exception cref="BadHttpRequestException">There are too many of something, or a category is none.</exception>
    public RecommendOptions? Options(ServeLimits limits) =>
        this is { Include: null, Exclude: null or [], Categories: null or [], KeepSeen: false } ? null : new RecommendOptions
        {
            Include = Include is null ? null : limits.CheckIds("include", Include),
            Exclude = limits.CheckIds("exclude", Exclude),
            Categories = [.. limits.CheckIds("categories", Categories).Select(Parse)],
            KeepSeen = KeepSeen,
        };

    private static Category Parse(string text)
    {
        try
        {
            return Category.Parse(text);
        }
        catch (FormatException e)
        {
            throw new BadHttpRequestException(e.Message);
        }
    }
}
