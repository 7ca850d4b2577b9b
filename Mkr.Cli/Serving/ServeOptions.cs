namespace Mkr.Cli.Serving;

/// <summary>How to serve a run.</summary>
/// <param name="Run">The run folder.</param>
internal sealed record ServeOptions(string Run)
{
    /// <summary>The addresses to listen at; port 0 for any that is free.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The time between two looks whether the folder holds another run; null for none.</summary>
    public TimeSpan? Watch { get; init; }

    /// <summary>What a request may ask for.</summary>
    public ServeLimits Limits { get; init; } = new();
}
