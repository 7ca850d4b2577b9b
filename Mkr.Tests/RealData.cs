namespace Mkr.Tests;

/// <summary>
/// Finds real data sets: in the folder that the environment variable MKR_DATASETS names, else in <c>../shared/datasets</c> beside the
/// repository. A test that asks for one that is not there is skipped.
/// </summary>
internal static class RealData
{
    /// <summary>The repository's root: the nearest folder above the tests that holds Mkr.sln.</summary>
    public static string RepositoryRoot
    {
        get
        {
            for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Mkr.sln"))) return folder.FullName;
            throw new InvalidOperationException("Mkr.sln is in no folder above the tests.");
        }
    }

    /// <summary>The folder of a data set, such as "music".</summary>
    public static string Folder(string name)
    {
        string all = Environment.GetEnvironmentVariable("MKR_DATASETS") ?? Path.Combine(RepositoryRoot, "..", "shared", "datasets");
        string folder = Path.GetFullPath(Path.Combine(all, name));
        if (!Directory.Exists(folder)) Assert.Ignore($"No real data in {folder}; set MKR_DATASETS to the folder of {name}.");
        return folder;
    }
}
