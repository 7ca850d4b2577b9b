using System.Diagnostics;
using System.Globalization;
using Mkr.Model.Runs;

namespace Mkr.Tests.Cli;

/// <summary><c>mkr train</c> with <c>--checkpoint</c>, <c>--resume</c>, <c>--from</c> and <c>--refit</c>, as a user calls it.</summary>
internal sealed class LifeTests
{
    private static readonly string Demo = Path.Combine(RealData.RepositoryRoot, "datasets", "demo");
    private static readonly string[] Weights = ["weights.safetensors", "parameters.safetensors"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    [Platform(Exclude = "Win", Reason = "there is no SIGTERM there")]
    public void Interrupted_it_says_how_to_go_on_and_going_on_gives_the_same_bytes()
    {
        string[] training =
        [
            "train", "--model", "bpr-mf", "--data", Demo, "--compare", "none", "--threads", "1", "--epochs", "200", "--set", "batchSize=8",
            "--set", "patience=none",
        ];
        (int exitCode, string error) = MkrProgram.EndAfter("run 1 ", [.. training, "--checkpoint", In("state"), "--out", In("a")]);
        Assert.That(
            error.Trim(),
            Does.Match("^mkr: Interrupted\\. The state after epoch [0-9]+ is kept\\. Go on with: mkr train --resume .*state$"));
        Assert.That(exitCode, Is.EqualTo(143));
        Assert.That(In("a"), Does.Not.Exist);
        Succeed("train", "--resume", In("state"));
        Succeed([.. training, "--out", In("b")]);
        Assert.That(Bytes("a"), Is.EqualTo(Bytes("b")));
    }

    [Test]
    public void It_goes_on_with_nothing_but_what_it_began_with()
    {
        Succeed("train", "--model", "popularity", "--data", Demo, "--compare", "none", "--checkpoint", In("state"));
        Refuse("there is a checkpoint already. Go on from it with --resume", "train", "--checkpoint", In("state"));
        Refuse("--set does not go with --resume", "train", "--resume", In("state"), "--set", "epochs=3");
        string other = Directory.CreateDirectory(In("data")).FullName;
        foreach (string file in Directory.EnumerateFiles(Demo)) File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        string ratings = Path.Combine(other, "ratings.tsv");
        File.WriteAllLines(ratings, File.ReadAllLines(ratings).SkipLast(200));
        (int exitCode, _, string error) = MkrProgram.Run("train", "--resume", In("state"), "--data", other);
        Assert.That(error, Does.Contain("these are not the data that the training began with"));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    [Test]
    public void From_a_run_it_tells_what_was_kept_and_a_refit_is_not_evaluated()
    {
        Succeed("train", "--model", "bpr-mf", "--data", Demo, "--compare", "none", "--epochs", "3", "--out", In("run"));
        string output = Succeed("train", "--from", In("run"), "--compare", "none", "--epochs", "1", "--out", In("warm"));
        Assert.That(output, Does.Match("start: users: [0-9]+ kept, 0 new, 0 of the run no longer there"));
        Refuse("--model does not go with --from", "train", "--from", In("run"), "--model", "ease");
        Refuse("--refit needs --out DIR", "train", "--refit", In("run"));
        output = Succeed("train", "--refit", In("run"), "--out", In("all"));
        Assert.That(output, Does.Contain("Nothing was evaluated"));
        using (RunFolder run = RunFolder.Open(In("all"))) Assert.That(run.IsRefit);
        Refuse("nothing is left to judge it by", "evaluate", In("all"));
        Refuse("nothing is left to compare it by", "compare", In("run"), In("all"));
    }

    /// <summary>
    /// Killed twenty times, at random moments of its start, its training and its writing, and gone on with: in the end the bytes are those
    /// of a training that nothing has interrupted.
    /// </summary>
    [Test]
    [Explicit("takes minutes")]
    public void Killed_twenty_times_at_random_it_ends_with_the_same_bytes(
        [Values("mkr", "bpr-mf", "mkr-hybrid", "transe")] string model)
    {
        string[] training =
        [
            "train", "--model", model, "--data", Demo, "--compare", "none", "--epochs", "1000", "--set", "batchSize=16", "--set",
            "patience=none",
        ];
        long start = Stopwatch.GetTimestamp();
        Succeed([.. training, "--out", In("b")]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string[] first = [.. training, "--checkpoint", In("state"), "--out", In("a")], next = ["train", "--resume", In("state")];
        var random = new Random(1);
        int inTraining = 0;
        for (int kill = 0; kill < 20; kill++)
        {
            bool isBegun = File.Exists(Path.Combine(In("state"), "checkpoint.json"));
            // One in five is killed at its start, the others somewhere behind the first state that they keep.
            inTraining += Kill(isBegun ? next : first, random.Next(5) == 0, random.NextDouble() * seconds / 25) ? 1 : 0;
            Assert.That(In("a"), Does.Not.Exist, $"killed before its end, the {kill}th time");
        }

        Succeed(next);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{model}: {seconds:0.0} s without an interruption, 20 kills, {inTraining} behind a new state"));
        Assert.That(Bytes("a"), Is.EqualTo(Bytes("b")));
    }

    /// <summary>Kills a training so many seconds after its start, or after it has kept a state; says whether it has.</summary>
    private bool Kill(string[] arguments, bool atStart, double seconds)
    {
        string state = Path.Combine(In("state"), "state-1.safetensors");
        DateTime before = File.GetLastWriteTimeUtc(state);
        long? since = atStart ? Stopwatch.GetTimestamp() : null;
        MkrProgram.KillWhen(
            () =>
            {
                if (since is null && File.GetLastWriteTimeUtc(state) != before) since = Stopwatch.GetTimestamp();
                return since is long begun && Stopwatch.GetElapsedTime(begun).TotalSeconds > seconds;
            },
            arguments);
        return File.GetLastWriteTimeUtc(state) != before;
    }

    private static string Succeed(params string[] arguments)
    {
        (int exitCode, string output, string error) = MkrProgram.Run(arguments);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    private static void Refuse(string message, params string[] arguments)
    {
        (int exitCode, string output, string error) = MkrProgram.Run(arguments);
        Assert.That(error, Does.StartWith("mkr: ").And.Contain(message));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
        Assert.That((exitCode, output), Is.EqualTo((2, string.Empty)));
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private byte[][] Bytes(string run) =>
        [.. Weights.Select(file => Path.Combine(In(run), file)).Where(File.Exists).Select(File.ReadAllBytes)];
}
