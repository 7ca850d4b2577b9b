using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Mkr.Model.Speed;

namespace Mkr.Cli.Output;

/// <summary>
/// What a command says beside its result: nothing with <c>--quiet</c>, and with <c>--verbose</c> more, on stderr, so that the result on
/// stdout is the same.
/// </summary>
internal static class Notes
{
    private static readonly long Start = Stopwatch.GetTimestamp();
    private static bool _areDetailed;

    /// <summary>Leaves notes and progress out.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Print results and errors alone: no report of the data, no progress, no word on what was written",
        Recursive = true,
    };

    /// <summary>Adds details.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Also print options and settings as used, threads, time and memory, to stderr",
        Recursive = true,
    };

    /// <summary>Whether the user wants them.</summary>
    public static bool AreWanted { get; private set; } = true;

    /// <summary>Begins a command as it was called.</summary>
    public static void Begin(ParseResult parsed)
    {
        (AreWanted, _areDetailed) = (!parsed.GetValue(Quiet), parsed.GetValue(Verbose));
        if (!_areDetailed) return;
        var machine = MachineDescription.Current();
        Detail(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Processor}, {machine.Cores} cores, vectors of {machine.VectorBits} bits, {machine.Runtime}, {machine.System}"));
        IEnumerable<string> options = parsed.CommandResult.Command.Options.Select(option => (option.Name, Value: ValueOf(parsed, option)))
            .Where(option => option.Value is not null).Select(option => $"{option.Name} {option.Value}");
        Detail(string.Join(' ', options.Prepend(parsed.CommandResult.Command.Name)));
    }

    /// <summary>A line beside the result.</summary>
    public static void Write(string line)
    {
        if (AreWanted) Console.WriteLine(line);
    }

    /// <summary>Lines beside the result.</summary>
    public static void Write(IEnumerable<string> lines)
    {
        foreach (string line in lines) Write(line);
    }

    /// <summary>A line for those who want to know all.</summary>
    public static void Detail(string line)
    {
        if (_areDetailed) Console.Error.WriteLine("mkr: " + line);
    }

    /// <summary>Says what the command took.</summary>
    public static void End()
    {
        if (!_areDetailed) return;
        using var process = Process.GetCurrentProcess();
        Detail(string.Create(
            CultureInfo.InvariantCulture,
            $"{Stopwatch.GetElapsedTime(Start).TotalSeconds:0.00} s, {process.TotalProcessorTime.TotalSeconds:0.00} s of processor time, "
            + $"{process.PeakWorkingSet64 / 1048576.0:0.0} MiB of memory at most"));
    }

    /// <summary>What an option was given, or is by default; null for neither.</summary>
    private static string? ValueOf(ParseResult parsed, Option option) => parsed.GetResult(option) switch
    {
        { Implicit: false } given => string.Join(' ', given.Tokens.Select(token => token.Value)),
        _ => option.HasDefaultValue && option.GetDefaultValue() is object value and not false ? value.ToString() : null,
    };
}
