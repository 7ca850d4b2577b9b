using System.Text.RegularExpressions;
using Mkr.Model.Runs;

namespace Mkr.Tests.Model.Runs;

/// <summary>A configuration that somebody has edited, in a folder without hashes: the file is named, in a line.</summary>
internal sealed class RunConfigTests
{
    private static readonly string Run = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "run-0.1.0");

    [TestCase("", null)]
    [TestCase("\"schemaMinor\": 0,", null)]
    [TestCase("\"schemaMinor\": 4, \"more\": [1],", "config.json: schema 1.4 is newer than 2.0, which this program knows")]
    public void A_later_minor_schema_is_read_with_a_notice(string members, string? notice)
    {
        using var folder = new TemporaryFolder();
        foreach (string source in Directory.EnumerateFiles(Run, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder.Path, Path.GetRelativePath(Run, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        string path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schema\": 1,", "\"schema\": 1, " + members, StringComparison.Ordinal));
        using RunFolder run = RunFolder.Open(folder.Path);
        if (notice is null) Assert.That(run.Notice, Is.Null);
        else Assert.That(run.Notice, Does.Contain(notice).And.Contain("Use the program that wrote it").And.Not.Contain("\n"));
    }

    [TestCase("\"seed\": 1", "\"seed\": null", "it has no 'seed', or that is null")]
    [TestCase("\"seed\": 1", "\"seed\": \"one\"", "cannot be converted")]
    [TestCase("\"seed\": 1", "\"seed\": -1", "")]
    [TestCase("\"seed\": 1", "\"seed\": [1]", "")]
    [TestCase("\"seed\": 1", "\"seed\": 1, \"seed\": 2", "'seed'")]
    [TestCase("\"dataset\": \"demo\"", "\"dataset\": 5", "cannot be converted")]
    [TestCase("\"split\": \"9[^\"]*\"", "\"split\": {}", "")]
    [TestCase("\"schema\": 1", "\"schema\": \"1\"", "")]
    [TestCase("\"schema\": 1", "\"schema\": 3", "schema 3 is of another version")]
    [TestCase("\"dim\": 2", "\"dim\": null", "it has no 'dim', or that is null")]
    [TestCase("\"dim\": 2", "\"dim\": \"two\"", "dim: expected a whole number")]
    [TestCase("\"dim\": 2", "\"dim\": 2, \"dim\": 3", "'dim'")]
    [TestCase("\"dim\": 2", "\"width\": 2", "There is no setting 'width'")]
    [TestCase("\"settings\": (?s:.*)$", "\"settings\": []}", "")]
    [TestCase("(?s:^.*$)", "null", "this is not the configuration of a run")]
    [TestCase("(?s:^.*$)", "[]", "this is not the configuration of a run")]
    [TestCase("(?s:^.*$)", "", "this is not the configuration of a run")]
    public void A_bad_configuration_is_named(string pattern, string text, string message)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "config.json");
        string good = File.ReadAllText(Path.Combine(Run, "config.json"));
        string bad = new Regex(pattern).Replace(good, text, 1);
        Assert.That(bad, Is.Not.EqualTo(good));
        File.WriteAllText(path, bad);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RunFolder.Open(folder.Path))!;
        Assert.That(error.Message, Does.StartWith(path).And.Contains(message));
    }
}
