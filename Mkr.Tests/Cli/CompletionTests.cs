using System.Diagnostics;
using Mkr.Model.Models;

namespace Mkr.Tests.Cli;

/// <summary>What a shell is told to propose, by the directive that its script gives.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class CompletionTests
{
    [TestCase("mkr comp", "compare completion")]
    [TestCase("mkr completion ", "bash fish pwsh zsh")]
    [TestCase("mkr train --prot", "--protocol")]
    [TestCase("mkr train --model rip", "ripplenet")]
    [TestCase("mkr tune --preset mov", "movie")]
    [TestCase("mkr train --model mkr --set object", "objective=")]
    [TestCase("mkr train --set object", "")]
    [TestCase("mkr evaluate Golden/run", "Golden/run-0.1.0")]
    [TestCase("mkr export x --format par", "parquet")]
    public void Words_are_proposed(string line, string expected)
    {
        // Where a value is asked for, the library proposes options too.
        string[] found = [.. Suggest(line).Where(word => word is not ['-' or '/', ..] or "--protocol")];
        Assert.That(found, Is.EquivalentTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void All_models_are_proposed() =>
        Assert.That(Suggest("mkr train --model "), Is.SupersetOf(ModelCatalog.All.Select(model => model.Name)));

    /// <summary>The script itself, in the shell that is everywhere; <c>mkr</c> is a function there.</summary>
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
    public void Each_shell_has_a_script_that_asks_the_program([Values("bash", "zsh", "fish", "pwsh")] string shell)
    {
        (int exitCode, string output, string error) = MkrProgram.Run("completion", shell);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("mkr \"[suggest:"));
    }

    private static string[] Suggest(string line)
    {
        (int exitCode, string output, string error) = MkrProgram.Run($"[suggest:{line.Length}]", line);
        Assert.That(exitCode, Is.Zero, error);
        return output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
