using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>Finds the folder of a data set.</summary>
internal static class DataFolder
{
    /// <summary>The given folder, or else <c>datasets/PRESET</c> in this folder or in one above it, or above the program.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static string Find(string? given, string preset)
    {
        if (given is not null) return given;
        string relative = Path.Combine("datasets", preset);
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, relative);
                if (Directory.Exists(candidate)) return candidate;
            }
        }

        throw new SettingException($"There is no folder '{relative}' here or above. Give --data the folder with the data set.");
    }
}
