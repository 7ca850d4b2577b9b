using System.Security.Cryptography;

namespace Mkr.Model.Runs;

/// <summary>The SHA-256 of a folder's files, so that one which was cut, changed or lost is noticed when the folder is opened.</summary>
internal static class RunManifest
{
    /// <summary>The hashes of all files but the configuration itself, by path within the folder, with slashes.</summary>
    public static IReadOnlyDictionary<string, string> Of(string folder) =>
        Files(folder).ToDictionary(name => name, name => Hash(Path.Combine(folder, name)));

    /// <summary>Compares a folder with its hashes; a file that was added later is none of the run's and not looked at.</summary>
    /// <exception cref="InvalidDataException">A file is missing, or is not the one that was written.</exception>
    public static void Check(string folder, IReadOnlyDictionary<string, string> hashes)
    {
        foreach ((string name, string hash) in hashes)
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new InvalidDataException($"{path}: the file is missing from the run. Copy the whole folder again.");
            if (Hash(path) != hash)
                throw new InvalidDataException($"{path}: this is not the file that was written. Copy the folder again, or train again.");
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Where(name => name != RunConfig.FileName);

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
