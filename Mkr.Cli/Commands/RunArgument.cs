using System.CommandLine;

namespace Mkr.Cli.Commands;

/// <summary>The run folder that a command opens.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("DIR") { Description = "A folder that `mkr train --out` has written" };
}
