namespace Mkr.Tests.Packages;

/// <summary>
/// What the build has made, packed into a folder of its own, for the tests of this room. Restoring from it asks no network: what the
/// packages depend on is taken from where the build has it, and nothing is left in a folder that other builds read.
/// </summary>
[SetUpFixture]
internal sealed class LocalFeed
{
    private static readonly TemporaryFolder Temporary = new();

    /// <summary>A folder that is deleted in the end.</summary>
    public static string Root => Temporary.Path;

    /// <summary>The folder with the packages.</summary>
    public static string Packages => Path.Combine(Root, "feed");

    /// <summary>The file that tells the tools of the feed.</summary>
    public static string Config => Path.Combine(Root, "nuget.config");

    /// <summary>The version that was packed.</summary>
    public static string Version => typeof(Mkr.Model.Serving.Recommender).Assembly.GetName().Version!.ToString(3);

    [OneTimeSetUp]
    public void Pack()
    {
        string configuration = Directory.GetParent(TestContext.CurrentContext.TestDirectory)!.Name;
        Shell.Run(RealData.RepositoryRoot, "dotnet", "pack", "Mkr.sln", "--no-build", "-c", configuration, "-o", Packages);
        string cache = Shell.Run(Root, "dotnet", "nuget", "locals", "global-packages", "--list").Split(": ", 2)[1].Trim();
        Temporary.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Root, "packages")}" /></config>
              <fallbackPackageFolders><add key="build" value="{cache}" /></fallbackPackageFolders>
              <packageSources><clear /><add key="feed" value="{Packages}" /></packageSources>
            </configuration>
            """);
    }

    [OneTimeTearDown]
    public void Delete() => Temporary.Dispose();
}
