using System.Runtime.InteropServices;

namespace Mkr.Cli.Output;

/// <summary>
/// SIGINT and SIGTERM, from its creation to its end: the first cancels the command, which then ends in order; a second ends the program as
/// if nobody listened.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>The exit code after SIGINT.</summary>
    public const int AfterSigint = 130;

    private const int AfterSigterm = 143;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private volatile int _exitCode = AfterSigint;

    /// <summary>Begins to listen.</summary>
    public Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, AfterSigint)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, AfterSigterm)),
    ];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>128 and the number of the signal, as shells have it.</summary>
    public int ExitCode => _exitCode;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context, int exitCode)
    {
        if (_source.IsCancellationRequested) return;
        context.Cancel = true;
        // Before the command can see that it is cancelled, and asks for the code.
        _exitCode = exitCode;
        _source.Cancel();
    }
}
