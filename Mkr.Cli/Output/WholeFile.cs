using Mkr.Model.Settings;

namespace Mkr.Cli.Output;

/// <summary>
/// Writes files that appear complete or not at all: under a name of their own beside their place, and moved there at the end.
/// </summary>
internal static class WholeFile
{
    /// <summary>Throws where a file cannot be written, before anything is computed for nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="SettingException">Its folder is missing or may not be written to, or it is a folder.</exception>
    public static void CheckWritable(string path, string option)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (!Directory.Exists(folder)) throw new SettingException($"{path}: there is no folder '{folder}'. Create it first.");
        if (Directory.Exists(path)) throw new SettingException($"{path}: this is a folder. Give {option} the path of a file.");
        if (IsDevice(path)) return;
        try
        {
            string trial = PartialName(path);
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{path}: nothing can be written there ({e.Message}). Give {option} another place.");
        }
    }

    /// <summary>Writes a file, in the place of an earlier one; a device, such as /dev/stdout, is written to and not replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the file that it is given the path of.</param>
    public static void Write(string path, Action<string> write)
    {
        if (IsDevice(path))
        {
            write(path);
            return;
        }

        string partial = PartialName(path);
        try
        {
            write(partial);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static string PartialName(string path) => $"{path}.partial-{Guid.NewGuid().ToString("N")[..8]}";

    private static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
