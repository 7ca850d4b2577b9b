namespace Mkr.Model.Data.Download;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How long the server may take to answer, and then be silent between two blocks.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a file is tried whose download may succeed the next time.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The pause after the first try; it doubles with each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
