namespace Mkr.Cli.Serving.Runs;

/// <summary>
/// The run that is served. Another is opened beside it and put in its place in one step: each request sees the one or the other, and none
/// waits.
/// </summary>
/// <param name="path">The run folder.</param>
internal sealed class RunSlot(string path) : IDisposable
{
    private readonly Lock _opening = new();
    private volatile ServedRun? _run;

    /// <summary>What was in the folder when it was opened last, with success or without.</summary>
    public RunStamp Stamp { get; private set; }

    /// <summary>Takes the run for a request.</summary>
    /// <exception cref="NotReadyException">There is none yet, or none any more.</exception>
    public RunLease Lease()
    {
        // One that is not to be used any more has just been replaced.
        for (ServedRun? run = _run; run is not null; run = _run)
            if (run.TryUse()) return new RunLease(run);
        throw new NotReadyException();
    }

    /// <summary>Opens what is in the folder now. Where that fails, the old run stays.</summary>
    public void Open()
    {
        lock (_opening)
        {
            Stamp = RunStamp.Of(path);
            Replace(ServedRun.Open(path));
        }
    }

    /// <summary>What is in the folder now.</summary>
    public RunStamp Look() => RunStamp.Of(path);

    /// <summary>Frees the run when its last request has ended.</summary>
    public void Dispose() => Replace(null);

    private void Replace(ServedRun? run)
    {
        ServedRun? old = _run;
        _run = run;
        old?.Release();
    }
}

/// <summary>No run has been opened yet.</summary>
internal sealed class NotReadyException() : Exception("The model is being opened. Try again in a second.");
