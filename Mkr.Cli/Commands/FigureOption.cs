using System.CommandLine;

namespace Mkr.Cli.Commands;

/// <summary>The figure that a command also draws: in both formats, whichever of them is named.</summary>
internal static class FigureOption
{
    public static Option<string?> Create(string description) => new("--figure") { Description = description, HelpName = "FILE" };

    public static string? WithoutExtension(string? path) =>
        Path.GetExtension(path) is ".svg" or ".png" ? Path.ChangeExtension(path, null) : path;
}
