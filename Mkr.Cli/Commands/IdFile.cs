using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>A file with an id a line; empty lines are passed over.</summary>
internal static class IdFile
{
    /// <summary>Reads the ids.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="SettingException">There is no such file.</exception>
    public static string[] Read(string path, string option) => File.Exists(path)
        ? [.. File.ReadLines(path).Where(line => line.Length > 0)]
        : throw new SettingException($"{option}: there is no file '{path}'. Give one with an id a line.");
}
