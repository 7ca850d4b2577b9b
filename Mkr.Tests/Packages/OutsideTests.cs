namespace Mkr.Tests.Packages;

/// <summary>The packages as their users have them: the tool installed, and a project outside of the repository.</summary>
internal sealed class OutsideTests
{
    private static string Work => Path.Combine(LocalFeed.Root, "work");

    private static string Mkr => Path.Combine(LocalFeed.Root, "tools", "mkr");

    [OneTimeSetUp]
    public void Install_and_run_what_its_page_shows()
    {
        Directory.CreateDirectory(Work);
        Shell.Run(
            LocalFeed.Root, "dotnet", "tool", "install", "mkr", "--tool-path", Path.GetDirectoryName(Mkr)!,
            "--configfile", LocalFeed.Config);
        string[] commands = [.. Lines("Mkr.Cli/PACKAGE.md").Where(line => line.StartsWith("    mkr ", StringComparison.Ordinal))];
        Assert.That(commands, Is.Not.Empty);
        foreach (string command in commands)
            Shell.Run(Work, Mkr, command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }

    [Test]
    public void Installed_tool_says_its_version() =>
        Assert.That(Shell.Run(Work, Mkr, "--version"), Does.StartWith(LocalFeed.Version));

    [Test]
    public void Installed_tool_finds_all_that_it_needs() => Shell.Run(Work, Mkr, "doctor");

    /// <summary>With the libraries that draw, which are not managed code.</summary>
    [Test]
    public void Installed_tool_draws()
    {
        Shell.Run(Work, Mkr, "inspect", "--plots", "plots");
        Assert.That(Directory.EnumerateFiles(Path.Combine(Work, "plots"), "*.png"), Is.Not.Empty);
    }

    /// <summary>All examples that the pages show, in one program that has nothing but the package and the folder of the run.</summary>
    [Test]
    public void Examples_of_the_pages_run_in_a_project_outside()
    {
        string[] pages = ["Mkr.Engine/PACKAGE.md", "Mkr.Model/PACKAGE.md", "README.md", "docs/serving.md"];
        string[][] examples = [.. pages.SelectMany(Examples)];
        string project = Path.Combine(LocalFeed.Root, "outside");
        Directory.CreateDirectory(project);
        File.WriteAllText(Path.Combine(project, "outside.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Mkr.Model" Version="{LocalFeed.Version}" /></ItemGroup>
            </Project>
            """);
        for (int i = 0; i < examples.Length; i++)
            File.WriteAllLines(Path.Combine(project, $"Example{i}.cs"), Method($"Example{i}", examples[i]));
        File.WriteAllLines(Path.Combine(project, "Program.cs"), examples.Select((_, i) => $"Example{i}.Run();"));
        Shell.Run(project, "dotnet", "build", "-c", "Release", "--disable-build-servers", "-o", "out");
        string output = Shell.Run(Work, "dotnet", Path.Combine(project, "out", "outside.dll"));
        Assert.That(output, Does.Match("step 100: .* 0\\.0\\d\\d").And.Contain(", by Model").And.Contain("test AUC 0.")
            .And.Contain("may like").And.Contain("like it: "));
    }

    /// <summary>The C# on a page, an example each.</summary>
    private static IEnumerable<string[]> Examples(string page)
    {
        string[] lines = Lines(page);
        for (int i = 0; i < lines.Length; i++)
            if (lines[i] == "```csharp") yield return [.. lines.Skip(i + 1).TakeWhile(line => line != "```")];
    }

    private static string[] Lines(string page) => File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, page));

    /// <summary>An example, which is a whole program, as the method of a class.</summary>
    private static IEnumerable<string> Method(string name, string[] example)
    {
        int usings = Array.IndexOf(example, string.Empty);
        return [.. example[..usings], $"static class {name} {{ public static void Run() {{", .. example[usings..], "} }"];
    }
}
