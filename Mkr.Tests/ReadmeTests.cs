using System.Globalization;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests;

/// <summary>The README's example is this file's, line by line, and runs.</summary>
public sealed class ReadmeTests
{
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
            Example();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = folder;
        }

        Assert.That(output.ToString(), Does.Match("test AUC 0\\.\\d{3}\\s+.+ may like .+"));
        Assert.That(BetweenFences("README.md"), Is.EqualTo(Body("Mkr.Tests/ReadmeTests.cs")));
    }

    /// <summary>The result table against the file that the command beside it writes.</summary>
    [Test]
    public void Result_table_is_that_of_the_last_reproduction()
    {
        string root = RealData.RepositoryRoot;
        Dictionary<string, string> means = File.ReadLines(Path.Combine(root, "docs", "results", "ctr.csv")).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(c => string.Join('|', c[1], c[3], c[2], c[4], c[7]), c => Number(c[9]));
        string[][] table =
        [
            .. File.ReadLines(Path.Combine(root, "README.md"))
                .SkipWhile(line => !line.StartsWith("| AUC / accuracy", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
        ];
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

    /// <summary>The benchmark table against the kept report.</summary>
    [Test]
    public void Benchmark_table_is_that_of_the_kept_report()
    {
        string root = RealData.RepositoryRoot;
        Dictionary<string, string> report = File.ReadLines(Path.Combine(root, "Mkr.Benchmarks", "Results", "AMD-EPYC-AVX512", "Cross.md"))
            .Select(Cells).Where(c => c.Length > 4 && c[3] == "4096").ToDictionary(c => string.Join('|', c[0], c[1], c[2]), c => c[4]);
        string[][] table =
        [
            .. File.ReadLines(Path.Combine(root, "README.md"))
                .SkipWhile(line => !line.StartsWith("| d |", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|')).Skip(2).Select(Cells),
        ];
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

    [Test]
    public void User_of_the_example_is_one_of_the_demo()
    {
        string user = File.ReadAllText(Path.Combine(RealData.RepositoryRoot, "README.md")).Split("--user ")[1].Split(' ')[0];
        RecommendationData data = RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo);
        Assert.That(data.Users.TryGetIndex(user, out _), user);
    }

    private static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries) is [_, .. string[] cells, _] ? cells : [];

    private static string Number(string mean) =>
        double.Parse(mean, CultureInfo.InvariantCulture).ToString(".0000", CultureInfo.InvariantCulture);

    private static void Example()
    {
        // <example>
        RecommendationData data = RawDataReader.Read("datasets/demo", RawFormat.Demo);
        RunSettings settings = Preset.Find("demo").Settings(ModelCatalog.Find("mkr"));
        ExperimentRun run = new Experiment(data, settings).Run(seed: 1);
        foreach (ExperimentRow row in run.Rows) Console.WriteLine($"{row.Name}: test AUC {row.Test.Auc:0.000}");

        foreach (ScoredItem best in UnseenItems.Best(run.Training.Recommender, data, user: 0, count: 3))
            Console.WriteLine($"{data.UserNames[0]} may like {data.ItemNames[best.Item]}");
        // </example>
    }

    private static string[] BetweenFences(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, file));
        int start = Array.IndexOf(lines, "```csharp");
        return lines[(start + 1)..Array.IndexOf(lines, "```", start)];
    }

    private static string[] Body(string file)
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, file)).Select(line => line.Trim())];
        return lines[(Array.IndexOf(lines, "// <example>") + 1)..Array.IndexOf(lines, "// </example>")];
    }
}
