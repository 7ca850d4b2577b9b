using System.Globalization;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests;

/// <summary>What the README and the pages below docs/ show is what the program does and has measured.</summary>
[NonParallelizable]
internal sealed class ReadmeTests
{
    private static string[] Readme => Page.Lines("README.md");

    [Test]
    public void Example_is_what_runs_here_and_works()
    {
        string folder = Environment.CurrentDirectory;
        using var output = new StringWriter();
        TextWriter console = Console.Out;
        try
        {
            Environment.CurrentDirectory = RealData.RepositoryRoot;
            Console.SetOut(output);
            ReadmeExample.Run();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = folder;
        }

        Assert.That(output.ToString(), Does.Match("test AUC 0\\.\\d{3}\\s+.+ may like .+"));
        string[] liked = [.. output.ToString().Split(Environment.NewLine).Select(l => l.Split(" may like ")).Where(l => l.Length == 2)
            .Select(l => l[1])];
        RecommendationData data = Demo();
        Assert.That(data.Users.TryGetIndex("nadia-verton", out int user));
        int[] rated = [.. data.Positives[user], .. data.Rated[user]];
        Assert.That(liked, Has.Length.EqualTo(3));
        Assert.That(liked.Intersect(rated.Select(item => data.ItemNames[item])), Is.Empty);
    }

    [Test]
    public void Example_in_the_readme_is_the_one_that_runs()
    {
        string[] source = Page.Lines("Mkr.Tests/ReadmeExample.cs");
        const string indentation = "        ";
        IEnumerable<string> statements = source.SkipWhile(l => l != indentation + "// <example>").Skip(1)
            .TakeWhile(l => l != indentation + "// </example>").Select(l => l.Length == 0 ? l : l[indentation.Length..]);
        IEnumerable<string> usings = source.TakeWhile(l => l.StartsWith("using ", StringComparison.Ordinal));
        string[] shown = [.. Readme.SkipWhile(l => l != "```csharp").Skip(1).TakeWhile(l => l != "```")];
        Assert.That(shown, Is.EqualTo(usings.Append(string.Empty).Concat(statements)));
    }

    /// <summary>The result table against the file that the command beside it writes.</summary>
    [Test]
    public void Result_table_is_that_of_the_last_comparison_of_models()
    {
        string file = Path.Combine(RealData.RepositoryRoot, "docs", "results", "systems.csv");
        string[][] numbers = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];
        Assert.That(numbers.Select(c => c.Length), Is.All.EqualTo(15), "a system's name has a comma: see systems.json");
        Dictionary<string, string> means = numbers.ToDictionary(c => $"{c[4]}|{c[1]}|{c[7]}", c => Page.Number(c[9], ".000"));
        string[][] expected =
        [
            .. numbers.Select(c => c[4]).Distinct().Select(system => new[] { "music", "book", "movie" }
                .Select(data => string.Join(" / ", new[] { "auc", "ndcg@10", "recall@10" }.Select(m => means[$"{system}|{data}|{m}"])))
                .Prepend(system).ToArray()),
        ];
        Page.Check("README.md", "| AUC / NDCG@10", expected);
    }

    /// <summary>The paper's table against the file that the command beside it writes.</summary>
    [Test]
    public void Table_of_the_paper_is_that_of_the_last_reproduction()
    {
        Dictionary<string, string> means = Page.Lines("docs/results/graph.csv").Skip(1).Select(line => line.Split(','))
            .ToDictionary(c => string.Join('|', c[1], c[3], c[2], c[4], c[7]), c => Page.Number(c[9], ".0000"));
        string[][] table = Page.Table("docs/paper.md", "| AUC / accuracy");
        int compared = 0;
        foreach (string[] row in table.Skip(3))
        {
            (string objective, string system) = row[0] switch
            {
                "MKR, paper's objective" => ("paper", "MKR"),
                "MKR, released objective" => ("released", "MKR"),
                string name => ("paper", name),
            };
            for (int column = 1; column < row.Length; column++)
            {
                string[] heading = table[0][column].Split(", ");
                string dataset = heading[0] switch { "Last.FM" => "music", "Book-Crossing" => "book", _ => "movie" };
                string key = $"{dataset}|{heading[1]}|{objective}|{system}|";
                string expected = means.TryGetValue(key + "auc", out string? auc) ? $"{auc} / {means[key + "accuracy"]}" : string.Empty;
                Assert.That(row[column], Is.EqualTo(expected), key);
                compared++;
            }
        }

        Assert.That(compared, Is.EqualTo(36));
    }

    /// <summary>The table of the units' kernels against the kept report.</summary>
    [Test]
    public void Benchmark_table_is_that_of_the_kept_report()
    {
        Dictionary<string, string> report = Page.Lines("Mkr.Benchmarks/Results/AMD-EPYC-AVX512/Cross.md").Select(Page.Cells)
            .Where(c => c.Length > 4 && c[3] == "4096").ToDictionary(c => string.Join('|', c[0], c[1], c[2]), c => c[4]);
        string[][] table = [.. Page.Table("docs/measuring.md", "| d |").Skip(2)];
        Assert.That(table, Has.Length.EqualTo(6));
        foreach (string[] row in table)
        {
            IEnumerable<string> expected =
                from part in new[] { "forward", "forward+backward" }
                from method in new[] { "Matrix", "Rows", "Lanes" }
                select report[$"{method}|{part}|{row[0]}"];
            Assert.That(row[1..], Is.EqualTo(expected), $"d = {row[0]}");
        }
    }

    /// <summary>The README's speeds are some of those that the page on measuring has, and explains.</summary>
    [Test]
    public void Speeds_are_those_of_the_page_on_measuring()
    {
        string[][] all = Page.Table("docs/measuring.md", "| samples; triples |");
        foreach (string[] row in Page.Table("README.md", "| samples; triples |")) Assert.That(all, Does.Contain(row));
    }

    [Test]
    public void User_of_the_example_is_one_of_the_demo()
    {
        string user = string.Join('\n', Readme).Split("--user ")[1].Split(' ')[0];
        Assert.That(Demo().Users.TryGetIndex(user, out _), user);
    }

    /// <summary>Pages that are named, with what is to be found on them, exist.</summary>
    [Test]
    public void Links_between_the_pages_lead_somewhere()
    {
        string docs = Path.Combine(RealData.RepositoryRoot, "docs");
        string[] pages =
        [
            .. Directory.EnumerateFiles(RealData.RepositoryRoot, "*.md"),
            .. Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories),
        ];
        foreach (string page in pages)
        {
            foreach (string link in File.ReadAllText(page).Split("](").Skip(1).Select(text => text[..text.IndexOf(')')]))
            {
                if (link.StartsWith("http", StringComparison.Ordinal)) continue;
                string target = Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0]);
                Assert.That(link[0] == '#' || File.Exists(target) || Directory.Exists(target), $"{page}: {link}");
            }
        }
    }

    private static RecommendationData Demo() =>
        RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo);
}
