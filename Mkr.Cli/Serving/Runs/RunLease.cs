namespace Mkr.Cli.Serving.Runs;

/// <summary>Keeps a run from being freed while a request uses it.</summary>
/// <param name="run">The run, in which the request is counted.</param>
internal readonly struct RunLease(ServedRun run) : IDisposable
{
    /// <summary>The run.</summary>
    public ServedRun Run => run;

    /// <summary>Counts the request out.</summary>
    public void Dispose() => run.Release();
}
