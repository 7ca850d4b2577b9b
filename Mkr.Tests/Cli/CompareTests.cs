using System.Text.Json.Nodes;
using Mkr.Cli.Output.Plots;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr compare</c>, as a user runs it.</summary>
internal sealed class CompareTests
{
    [Test]
    public void Table_json_csv_and_figure()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        using var folder = new TemporaryFolder();
        string In(string name) => Path.Combine(folder.Path, name);
        string[][] runs =
        [
            ["a", "--model", "bpr-mf", "--epochs", "2"], ["b", "--model", "bpr-mf", "--epochs", "3"], ["c", "--model", "ease"],
        ];
        foreach (string[] run in runs)
            Assert.That(MkrProgram.Run(["train", "--out", In(run[0]), "--compare", "none", .. run[1..]]).ExitCode, Is.Zero);
        (int exitCode, string output, string error) = MkrProgram.Run(
            "compare", In("a"), In("b"), In("c"), "--json", In("result.json"), "--csv", In("result.csv"), "--figure", In("curves.png"));
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        string[] lines = output.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines[0], Does.Match("^run +model +AUC +accuracy +NDCG@10 +Recall@10 +first ahead by +p .*settings that differ$"));
        Assert.That(lines[1], Does.Match("a +BPR-MF +0\\.[0-9]{4} .* epochs=2$"));
        Assert.That(lines[3], Does.Match("c +EASE +(0\\.[0-9]{4} +){4}-?0\\.[0-9]{4} +[01]\\.[0-9]{4} +1 +1 +[0-9.]+ +[0-9]+$"));
        JsonNode json = JsonNode.Parse(File.ReadAllText(In("result.json")))!;
        Assert.That((json["schema"]!.GetValue<int>(), json["command"]!.GetValue<string>()), Is.EqualTo((2, "compare")));
        Assert.That(json["runs"]!.AsArray().Select(r => r!["validationAuc"]!.AsArray().Count), Is.EqualTo([2, 3, 1]));
        Assert.That(json["runs"]![0]!["pValue"], Is.Null);
        Assert.That(File.ReadAllLines(In("result.csv")).Select(line => line.Split(',').Length), Is.EqualTo([14, 14, 14, 14]));
        Assert.That(File.Exists(In("curves.svg")) && File.Exists(In("curves.png")), Is.True);
    }
}
