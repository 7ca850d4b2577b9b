using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Mkr.Model.Data;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output;

/// <summary>Turns everything that goes wrong into one line on stderr and an exit code.</summary>
internal static class ErrorReport
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It ran, and what it found is bad: a failed check, an unknown user.</summary>
    public const int Failure = 1;

    /// <summary>It could not run as it was called: wrong flags, settings, files.</summary>
    public const int Usage = 2;

    private static Interruption? _interruption;

    /// <summary>It was interrupted: 128 and the number of the signal, as shells have it.</summary>
    public static int Interrupted => _interruption?.ExitCode ?? Interruption.AfterSigint;

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        if (parsed.Errors.Count > 0 || UnknownOption(parsed) is not null) return Fail(Describe(parsed), Usage);
        Notes.Begin(parsed);
        try
        {
            // A command that cannot be cancelled ends at the first signal. The parser's library would listen, too, and does not tell which
            // signal it was.
            if (parsed.Action is AsynchronousCommandLineAction) _interruption = new Interruption();
            var plain = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return parsed.InvokeAsync(plain, _interruption?.Token ?? default).GetAwaiter().GetResult();
        }
        catch (Exception e) when (ExitCode(Root(e)) is int exitCode)
        {
            return Fail(Message(Root(e)), exitCode);
        }
        finally
        {
            _interruption?.Dispose();
            Notes.End();
        }
    }

    /// <summary>Whether it is the user who ended it.</summary>
    public static bool IsInterruption(Exception exception) => Root(exception) is OperationCanceledException;

    /// <summary>Writes <paramref name="message"/> to stderr, as one line.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Fail(string message, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(message);
        Console.Error.WriteLine("mkr: " + message.ReplaceLineEndings(" "));
        return exitCode;
    }

    /// <summary>
    /// The exit code for what a user can do something about; null for a mistake of the program, which shows its stack trace.
    /// </summary>
    private static int? ExitCode(Exception exception) => exception switch
    {
        SettingException or DataFormatException or InvalidDataException or IOException or UnauthorizedAccessException => Usage,
        OperationCanceledException => Interrupted,
        InvalidOperationException or OutOfMemoryException or UnknownIdException => Failure,
        _ => null,
    };

    private static string Message(Exception exception) => exception switch
    {
        OperationCanceledException => "Interrupted: what was not complete has not been written.",
        OutOfMemoryException => "There is not enough memory for this. Use less data, a smaller dim or a smaller batchSize.",
        // The system's own, which say what, but not what to do.
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException =>
            $"{exception.Message} Check the path, and that you may read and write there.",
        _ => exception.Message,
    };

    /// <summary>What went wrong first, where runs that go at once end in an exception for all of them.</summary>
    private static Exception Root(Exception exception) =>
        exception is AggregateException all ? Root(all.InnerExceptions[0]) : exception;

    /// <summary>The names of the commands that lead to this one, without the program's own.</summary>
    private static IEnumerable<string> Path(CommandResult? command) => command is null or { Command: RootCommand }
        ? []
        : Path(command.Parent as CommandResult).Append(command.Command.Name);

    private static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string help = string.Join(' ', Path(parsed.CommandResult).Prepend("mkr").Append("--help"));
        string? word = UnknownOption(parsed) ?? (parsed.UnmatchedTokens is [string first, ..] ? first : null);
        if (word is null) return $"{parsed.Errors[0].Message.TrimEnd('.')}. See `{help}`.";

        IEnumerable<string> known = word.StartsWith('-')
            ? command.Options.Where(o => !o.Hidden).Select(o => o.Name)
            : command.Subcommands.Select(c => c.Name);
        string hint = known.Any() ? $" Did you mean '{Nearest.To(word, known)}'?" : string.Empty;
        return $"'{word}' is not known here.{hint} See `{help}`.";
    }

    /// <summary>A mistyped option; where the command has an argument, the parser takes it for that.</summary>
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
}
