namespace Mkr.Tests.Cli;

/// <summary>How much the program says, and whether it does so with escape codes.</summary>
internal sealed class VerbosityTests
{
    // Of colours, the cursor and lines; the runtime itself tells a terminal's keypad how to work, by others.
    private const string EscapeCode = @"\u001b\[[0-9;]*[A-Zm]";

    private static readonly string[] Train = ["train", "--model", "bpr-mf", "--epochs", "1", "--compare", "none", "--threads", "1"];

    [Test]
    public void Quiet_leaves_all_but_the_result_out_and_verbose_says_more_on_stderr()
    {
        (int exitCode, string all, string error) = MkrProgram.Run([("TERM", "xterm-256color")], Train);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Is.Empty);
        Assert.That(all, Does.Contain("train loss").And.Not.Match(EscapeCode), "redirected");
        (exitCode, string quiet, error) = MkrProgram.Run([.. Train, "--quiet", "-v"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(quiet, Does.Not.Contain("train loss").And.Contain("on the test part"));
        Assert.That(all, Does.EndWith(quiet.TrimEnd().Split('\n')[^1] + Environment.NewLine), "the result is the same");
        Assert.That(error, Does.Match(@"mkr: .*cores, vectors of \d+ bits").And.Match(@"mkr: .* s of processor time, .* MiB of memory"));
        Assert.That(error, Does.Contain("mkr: train --model bpr-mf --preset demo").And.Contain("--threads 1"));
        Assert.That(error, Does.Contain("mkr: bpr-mf: {").And.Contain("\"epochs\":1"), "settings as used");
    }

    /// <summary>On a terminal a bar is drawn with escape codes; not where <c>NO_COLOR</c> asks for none.</summary>
    [Test]
    [Platform("Linux")]
    public void No_escape_codes_where_none_are_wanted()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Ignore("util-linux is not installed");
        (string, string)[] terminal = [("TERM", "xterm-256color")];
        Assert.That(MkrProgram.RunOnTerminal(terminal, Train), Does.Match(EscapeCode));
        string plain = MkrProgram.RunOnTerminal([.. terminal, ("NO_COLOR", "1")], Train);
        Assert.That(plain, Does.Not.Match(EscapeCode).And.Contain("train loss"));
    }
}
