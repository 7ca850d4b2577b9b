namespace Mkr.Tests;

/// <summary>The tables of all systems against the file that the command beside them writes.</summary>
internal sealed class SystemTableTests
{
    private static readonly string[] Datasets = ["music", "book", "movie"];
    private static readonly string[][] Numbers = [.. Page.Lines("docs/results/ctr.csv").Skip(1).Select(line => line.Split(','))];

    [Test]
    public void Tables_of_the_page_are_those_of_the_last_reproduction([Values("paper", "warm")] string protocol)
    {
        string[] metrics = ["auc", "accuracy", "ndcg@10", "recall@10"];
        string[][] expected =
        [
            .. Numbers.Select(c => c[4]).Distinct().Select(system =>
                Datasets.Select(data => Cell(data, protocol, system, metrics)).Prepend(system).ToArray()),
        ];
        Page.Check("docs/baselines.md", $"| `{protocol}`: AUC", expected);
    }

    /// <summary>The README has those systems that the paper has, and the default model.</summary>
    [Test]
    public void Table_of_the_readme_is_that_of_the_last_reproduction()
    {
        string[][] expected =
        [
            .. Numbers.Where(c => c[11].Length > 0 || c[4] == "MKR hybrid").Select(c => c[4]).Distinct().Select(system =>
                Datasets.Select(data => Cell(data, "paper", system, ["auc"])).Prepend(system).ToArray()),
        ];
        Page.Check("README.md", "| AUC (in the paper)", expected);
    }

    /// <summary>The means of a system on a data set, and in brackets the paper's values; empty where it was not measured.</summary>
    private static string Cell(string data, string protocol, string system, string[] metrics)
    {
        string[][] rows = [.. Numbers.Where(c => c[1] == data && c[3] == protocol && c[4] == system && metrics.Contains(c[7]))];
        if (rows.Length == 0) return string.Empty;
        string[] published = [.. rows.Where(c => c[11].Length > 0).Select(c => Page.Number(c[11], ".000"))];
        string means = string.Join(" / ", metrics.Select(metric => Page.Number(rows.Single(c => c[7] == metric)[9], ".000")));
        return published.Length == 0 ? means
            : metrics.Length == 1 ? $"{means} ({published[0]})" : $"{means} (paper {string.Join(" / ", published)})";
    }
}
