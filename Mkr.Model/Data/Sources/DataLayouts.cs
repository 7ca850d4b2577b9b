using Mkr.Model.Settings;

namespace Mkr.Model.Data.Sources;

/// <summary>The layouts that there are. A new one is a class and a line here.</summary>
internal static class DataLayouts
{
    /// <summary>All layouts, in the order in which a folder is held against them.</summary>
    public static IReadOnlyList<IDataLayout> All { get; } =
        [new ReleasedLayout(), new RecBoleLayout(), new MindLayout(), new KgatLayout(), new TableLayout()];

    /// <summary>Opens the data set in a folder, in the layout that is named or told from the files.</summary>
    /// <exception cref="DataFormatException">No layout fits, or the files are not as it says.</exception>
    /// <exception cref="SettingException">There is no layout of the name.</exception>
    public static DataSource Open(string folder, PrepareOptions options)
    {
        if (!Directory.Exists(folder))
        {
            string what = File.Exists(folder) ? "a file" : "nothing of this name";
            throw new DataFormatException(folder, 1, 1, "a folder with a data set", what, "Give the folder, and --ratings the file.");
        }

        IDataLayout? layout = options.Layout is string name ? Find(name) : All.FirstOrDefault(layout => layout.Fits(folder, options));
        return layout is null ? throw NoneFits(folder) : WithNamedFiles(layout.Open(folder, options), folder, options);
    }

    /// <summary>The path of a file that was named: in the data set's folder, or else as it is.</summary>
    public static string FilePath(string folder, string file)
    {
        string inside = Path.Combine(folder, file);
        return File.Exists(inside) || !File.Exists(file) ? inside : file;
    }

    private static IDataLayout Find(string name) => All.FirstOrDefault(layout => layout.Name == name)
        ?? throw new SettingException(
            $"There is no layout '{name}'. Did you mean '{Nearest.To(name, All.Select(layout => layout.Name))}'?");

    /// <summary>Files that were named take the place of those that the layout has; those of users and items come to them.</summary>
    private static DataSource WithNamedFiles(DataSource source, string folder, PrepareOptions options)
    {
        if (options.GraphFile is string graph)
            source = source with { Graph = [GraphFile.Part(FilePath(folder, graph), options)] };
        if (options.LinksFile is string links)
            source = source with { Links = [LinksFile.Part(FilePath(folder, links), options)] };
        foreach ((FeatureOwner owner, string? file) in new[]
        {
            (FeatureOwner.Item, options.ItemsFile), (FeatureOwner.User, options.UsersFile),
        })
        {
            if (file is not null)
                source = source with { Owners = [.. source.Owners, OwnersFile.Part(FilePath(folder, file), owner, options)] };
        }

        return source;
    }

    private static DataFormatException NoneFits(string folder)
    {
        string[] files = [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(10)!];
        string found = files.Length == 0 ? "an empty folder" : string.Join(", ", files);
        return new DataFormatException(
            folder, 1, 1, $"files of one of the layouts {string.Join(", ", All.Select(layout => layout.Name))}", found,
            "Give --layout its name, or --ratings the file of interactions and --user and --item their columns.");
    }
}
