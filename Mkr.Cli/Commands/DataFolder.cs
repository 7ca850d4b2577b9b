using System.CommandLine;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>The folder of a data set, to be read or written.</summary>
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

    /// <summary>The folder that a data set is written to, by default <c>datasets/NAME</c>.</summary>
    public static Option<string> ToWrite(string name) => new("--to")
    {
        Description = "The folder to write to; files of the data set in it are replaced",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("datasets", name),
    };

    /// <summary>Refuses a path where a file is.</summary>
    /// <exception cref="SettingException">There is one.</exception>
    public static void CheckWritable(string folder)
    {
        if (File.Exists(folder)) throw new SettingException($"{folder}: this is a file. Give the path of a folder.");
    }
}
