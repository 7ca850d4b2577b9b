using Mkr.Cli.Output.Plots;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr report</c>, as a user runs it.</summary>
internal sealed class ReportTests
{
    [Test]
    public void Page_and_pictures()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        using var folder = new TemporaryFolder();
        string In(string name) => Path.Combine(folder.Path, name);
        Assert.That(MkrProgram.Run("train", "--model", "ease", "--compare", "none", "--out", In("run")).ExitCode, Is.Zero);
        (int exitCode, string output, string error) =
            MkrProgram.Run("report", In("run"), "--out", In("page.html"), "--pictures", In("pictures"));
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain(In("page.html")));
        Assert.That(File.ReadAllText(In("page.html")), Does.StartWith("<!DOCTYPE html>").And.Contain("<h1>EASE on demo</h1>"));
        foreach (string name in new[] { "training", "calibration", "by-history", "by-popularity", "recommended", "explanation" })
            foreach (string kind in new[] { "svg", "png" }) Assert.That(In($"pictures/{name}.{kind}"), Does.Exist);
        (exitCode, _, error) = MkrProgram.Run("report", In("run"), "--out", In("nowhere/page.html"));
        Assert.That(error, Is.EqualTo($"mkr: {In("nowhere/page.html")}: there is no folder '{In("nowhere")}'. Create it first.\n"));
        Assert.That(exitCode, Is.EqualTo(2));
    }
}
