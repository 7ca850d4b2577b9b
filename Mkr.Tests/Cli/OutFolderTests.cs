using Mkr.Model.Runs;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr train --out</c>: what is in the folder is complete and of one run, whatever happens beside it.</summary>
internal sealed class OutFolderTests
{
    private TemporaryFolder _folder = null!;

    private string Out => Path.Combine(_folder.Path, "run");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Of_two_processes_with_one_folder_one_wins_and_the_other_says_so()
    {
        string[] Arguments(string seed) => ["train", "--epochs", "3", "--compare", "none", "--threads", "1", "--seed", seed, "--out", Out];
        var processes = new[] { "1", "2" }.Select(seed => Task.Run(() => MkrProgram.Run(Arguments(seed)))).ToArray();
        Task.WaitAll(processes);
        int loser = processes[0].Result.ExitCode == 0 ? 1 : 0;
        Assert.That(processes[1 - loser].Result.ExitCode, Is.Zero, processes[1 - loser].Result.Error);
        Assert.That(processes[loser].Result.ExitCode, Is.EqualTo(2));
        Assert.That(
            processes[loser].Result.Error.Trim(),
            Does.Match("^mkr: .*(another run is being written there|there is something already).*$"));
        using RunFolder run = RunFolder.Open(Out);
        Assert.That(run.Seed, Is.EqualTo((ulong)(2 - loser)));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path), Is.EqualTo([Out]));
    }

    [Test]
    public void A_folder_of_somebody_else_beside_it_is_left_alone()
    {
        string foreign = Directory.CreateDirectory(Out + ".partial").FullName;
        File.WriteAllText(Path.Combine(foreign, "thesis.txt"), "years of work");
        (int exitCode, _, string error) = MkrProgram.Run("train", "--epochs", "1", "--compare", "none", "--out", Out);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(File.ReadAllText(Path.Combine(foreign, "thesis.txt")), Is.EqualTo("years of work"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "folders in use cannot be moved there")]
    public void Killed_after_two_of_many_runs_it_has_kept_the_two()
    {
        MkrProgram.KillWhen(
            () => Directory.Exists(Path.Combine(Out, "run-2")),
            "train", "--model", "popularity", "--runs", "10000", "--compare", "none", "--threads", "1", "--out", Out);
        foreach (string name in new[] { "run-1", "run-2" })
        {
            using RunFolder run = RunFolder.Open(Path.Combine(Out, name));
            Assert.That(run.Recommender.Name, Is.EqualTo("popularity"));
        }

        Assert.That(Path.Combine(Out, "run-10000"), Does.Not.Exist, "it was killed before its end");
    }
}
