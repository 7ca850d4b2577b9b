using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests;

/// <summary>What docs/serving.md shows is what runs.</summary>
[NonParallelizable]
internal sealed class ServingExampleTests
{
    [Test]
    public void Example_works_on_a_run_of_the_demo()
    {
        (var settings, var data) = TrainedModel.Demo(ModelCatalog.Find("itemknn"));
        using var folder = new TemporaryFolder();
        string run = Directory.CreateDirectory(Path.Combine(folder.Path, "my-run")).FullName, before = Environment.CurrentDirectory;
        RunFolder.Write(run, settings, data, TrainedModel.Run(settings, data), []);
        using var output = new StringWriter();
        TextWriter console = Console.Out;
        try
        {
            Environment.CurrentDirectory = folder.Path;
            Console.SetOut(output);
            ServingExample.Run();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }

        string[] lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Count(line => line.EndsWith(", by Model", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(lines.Count(line => line.StartsWith("like it: ", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(lines, Has.Length.EqualTo(13), "there are more than five crime films");
    }

    [Test]
    public void Example_on_the_page_is_the_one_that_runs()
    {
        string[] source = File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, "Mkr.Tests", "ServingExample.cs"));
        const string indentation = "        ";
        IEnumerable<string> statements = source.SkipWhile(l => l != indentation + "// <example>").Skip(1)
            .TakeWhile(l => l != indentation + "// </example>").Select(l => l.Length == 0 ? l : l[indentation.Length..]);
        IEnumerable<string> usings = source.TakeWhile(l => l.StartsWith("using ", StringComparison.Ordinal));
        string[] page = File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, "docs", "serving.md"));
        Assert.That(page.SkipWhile(l => l != "```csharp").Skip(1).TakeWhile(l => l != "```"),
            Is.EqualTo(usings.Append(string.Empty).Concat(statements)));
    }
}
