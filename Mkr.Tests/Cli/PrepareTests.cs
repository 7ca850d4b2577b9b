using System.Text.Json.Nodes;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr prepare</c>, and training on what it made and on what it would have made.</summary>
internal sealed class PrepareTests
{
    [Test]
    public void Prepares_reports_and_names_the_next_command()
    {
        using TemporaryFolder data = Data();
        string output = Path.Combine(data.Path, "out"), json = Path.Combine(data.Path, "report.json");
        (int exitCode, string text, string error) =
            MkrProgram.Run("prepare", data.Path, "--out", output, "--user", "reader", "--threshold", "4", "--json", json);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(text, Does.Contain("an empty item id: 1, first in line 402").And.EndsWith($"Next: mkr train --data {output}\n"));
        string lines = text[..text.IndexOf("Wrote", StringComparison.Ordinal)];
        Assert.That(File.ReadAllText(Path.Combine(output, "report.txt")), Is.EqualTo(lines));
        JsonNode report = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.That((int)report["schema"]!, Is.EqualTo(2));
        Assert.That((string)report["files"]![0]!["unused"]![0]!["reason"]!, Is.EqualTo("an empty item id"));

        (exitCode, text, error) = MkrProgram.Run("train", "--data", output, "--epochs", "1", "--compare", "none");
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(text, Does.Contain("rating lines: 400\n"));
    }

    [Test]
    public void Training_finds_a_file_with_a_header_and_says_how_it_reads_it()
    {
        using TemporaryFolder data = Data("userId");
        (int exitCode, string text, string error) = MkrProgram.Run("train", "--data", data.Path, "--epochs", "1", "--compare", "none");
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(text, Does.Contain("votes.csv: ',' between the columns").And
            .Contain("user 'userId', item 'movieId', rating 'rating', time 'timestamp'"));
    }

    [Test]
    public void What_is_wrong_costs_one_line_and_leaves_nothing()
    {
        using TemporaryFolder data = Data();
        string output = Path.Combine(data.Path, "out");
        foreach ((string[] arguments, string message) in new (string[], string)[]
        {
            ([], "expected files of one of the layouts"),
            (["--ratings", "votes.csv"], "Give --user the name of one."),
            (["--user", "reader", "--threshold", "high"], "--threshold: expected a number or none, found 'high'."),
            (["--user", "reader", "--unlinked", "lose"], "--unlinked: expected keep or drop, found 'lose'."),
            (["--user", "reader", "--separator", ";"], "expected files of one of the layouts"),
        })
        {
            (int exitCode, string text, string error) = MkrProgram.Run(["prepare", data.Path, "--out", output, .. arguments]);
            Assert.That((exitCode, text), Is.EqualTo((2, string.Empty)), message);
            Assert.That(error, Does.Contain(message).And.EndWith("\n"));
            Assert.That(error.TrimEnd('\n'), Does.Not.Contain('\n'));
            Assert.That(Directory.GetFileSystemEntries(data.Path), Has.Length.EqualTo(2), "the two files of the data set");
        }
    }

    private static TemporaryFolder Data(string user = "reader")
    {
        var folder = new TemporaryFolder();
        IEnumerable<string> lines = Enumerable.Range(0, 400).Select(i => $"u{i / 10},i{i * 7 % 30},{(i % 3 == 0 ? 5 : 3)},{1000 + i}\n");
        folder.Write("votes.csv", $"{user},movieId,rating,timestamp\n{string.Concat(lines)}u1,,4,5\n");
        folder.Write("kg.txt", string.Concat(Enumerable.Range(0, 30).Select(i => $"i{i}\tgenre\tg{i % 3}\n")));
        return folder;
    }
}
