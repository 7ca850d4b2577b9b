using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics;
using Mkr.Cli.Commands;
using Mkr.Model.Models;

namespace Mkr.Tests.Cli;

/// <summary>What a shell is told to propose, and how it is asked.</summary>
internal sealed class CompletionTests
{
    private static readonly RootCommand Root = new()
    {
        TrainCommand.Create(), TuneCommand.Create(), EvaluateCommand.Create(), ExportCommand.Create(), CompareCommand.Create(),
        CompletionCommand.Create(),
    };

    [TestCase("comp", "compare completion")]
    [TestCase("completion ", "bash fish pwsh zsh")]
    [TestCase("train --prot", "--protocol")]
    [TestCase("train --protocol wa", "warm")]
    [TestCase("train --model rip", "ripplenet")]
    [TestCase("tune --preset mov", "movie")]
    [TestCase("train --model mkr --set object", "objective=")]
    [TestCase("train --model nonsense --set object", "")]
    [TestCase("train --set object", "")]
    [TestCase("train --compare pop", "popularity")]
    [TestCase("export x --format par", "parquet")]
    public void Words_are_proposed(string line, string expected)
    {
        // Where a value is asked for, the library proposes options too.
        string[] found = [.. Suggest(line).Where(word => word is not ['-' or '/', ..] or "--protocol")];
        Assert.That(found, Is.EquivalentTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void All_models_are_proposed() =>
        Assert.That(Suggest("train --model "), Is.SupersetOf(ModelCatalog.All.Select(model => model.Name)));

    [Test]
    public void Run_folders_are_proposed_two_levels_down()
    {
        using var folder = new TemporaryFolder();
        foreach (string run in new[] { "a", "runs/b", "runs/more/c", "runs/none" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, run));
            if (run != "runs/none") folder.Write(Path.Combine(run, "config.json"), "{}");
        }

        IEnumerable<CompletionItem> found = Completions.RunFolders(folder.Path);
        Assert.That(found.Select(item => item.Label), Is.EqualTo(new[] { "a", "runs/b" }));
    }

    /// <summary>The script and the program together, in the shell that is everywhere; <c>mkr</c> is a function there.</summary>
    [Test]
    [Platform("Linux")]
    public void The_script_for_bash_completes()
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "mkr.dll");
        string script = $$"""
            mkr() { dotnet '{{program}}' "$@"; }
            source <(mkr completion bash)
            COMP_LINE='mkr train --model wide'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(mkr train --model wide); COMP_CWORD=3
            _mkr
            echo "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        Assert.That(bash.StandardOutput.ReadToEnd().Trim(), Is.EqualTo("wide-deep"));
    }

    [Test]
    public void Each_shell_has_a_script_that_asks_the_program()
    {
        Assert.That(CompletionCommand.Shells.Select(shell => shell.Name), Is.EquivalentTo(new[] { "bash", "zsh", "fish", "pwsh" }));
        foreach ((_, string script, string use) in CompletionCommand.Shells)
        {
            Assert.That(script, Does.Contain("mkr \"[suggest:"));
            Assert.That(use, Does.Contain("mkr completion"));
        }
    }

    private static string[] Suggest(string line) => [.. Root.Parse(line).GetCompletions(line.Length).Select(item => item.Label)];
}
