namespace Mkr.Tests.Model.Data.Download;

/// <summary>What a <see cref="TinyServer"/> answers.</summary>
internal sealed record Reply(byte[] Body)
{
    public static Reply Gone { get; } = new([]) { Status = "404 Not Found" };

    public static Reply Busy { get; } = new([]) { Status = "503 Service Unavailable" };

    public string Status { get; init; } = "200 OK";

    /// <summary>The length that is announced, if it is not the body's.</summary>
    public int? AnnouncedLength { get; init; }

    /// <summary>The pieces in which the body is sent, with a pause after each.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>The pause between pieces.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Whether the server falls silent before it answers.</summary>
    public bool IsSilentFirst { get; init; }

    /// <summary>Whether the server falls silent after the body, instead of closing the connection.</summary>
    public bool IsSilentLast { get; init; }

    /// <summary>Whether the connection is not closed but reset.</summary>
    public bool IsReset { get; init; }
}
