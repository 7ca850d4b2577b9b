namespace Mkr.Tests.Cli;

/// <summary>What a user gets wrong costs one line on stderr and exit code 2, never a stack trace.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class UsageErrorTests
{
    private static readonly string Demo = Path.Combine(RealData.RepositoryRoot, "datasets", "demo");

    private const string Remedy = "Give|See `|Did you mean|Create|Check|Set |Train|Leave|Write|expected|give |`mkr";

    private static readonly TestCaseData[] Cases =
    [
        Case("'trian' is not known here. Did you mean 'train'?", "trian"),
        Case("'--sead' is not known here. Did you mean '--seed'?", "train", "--sead", "3"),
        Case("Cannot parse argument 'x' for option '--seed'", "train", "--seed", "x"),
        Case("--runs: expected a whole number from 1 to 10000, found 0", "train", "--runs", "0"),
        Case("There is no preset 'musik'. Did you mean 'music'?", "train", "--preset", "musik"),
        Case("'ctrl' is not known here. Did you mean 'ctr'?", "reproduce", "ctrl"),
        Case("--rows: expected whole numbers from 100", "reproduce", "growth", "--rows", "1000,x"),
        Case("There is no preset 'musik'. Did you mean 'music'?", "reproduce", "ctr", "--datasets", "musik"),
        Case("DKN is left out on book: what it needs is in movie, music.", "reproduce", "ctr", "--models", "dkn", "--datasets", "book"),
        Case("objective: expected paper or released, found 'mine'", "reproduce", "ctr", "--objective", "mine"),
        Case("expected a folder with a data set, found nothing of this name", "reproduce", "ctr", "--data", "no-such-folder"),
        Case("no setting 'dimm'. Did you mean 'dim'?", "train", "--set", "dimm=3"),
        Case("--set: expected key=value, found 'dim'", "train", "--set", "dim"),
        Case("DKN is left out on book: what it needs is in movie, music.", "reproduce", "ctr", "--models", "dkn", "--datasets", "book"),
        Case("objective: expected paper or released, found 'mine'", "train", "--model", "mkr", "--objective", "mine"),
        Case("'objective' is no setting of mkr-hybrid, but of mkr", "train", "--objective", "paper"),
        Case("protocol: expected paper or clean", "train", "--protocol", "dirty"),
        Case("found userColumn=99. Set userColumn or columns", "train", "--data", Demo, "--set", "userColumn=99"),
        Case("found itemColumn=99", "inspect", Demo, "--set", "itemColumn=99"),
        Case("found timeColumn=99", "bench", "--preset", "demo", "--data", Demo, "--set", "timeColumn=99"),
        Case("no-such-file.json: there is no such file", "train", "--config", "no-such-file.json"),
        Case("expected a folder with a data set, found nothing of this name", "train", "--data", "no-such-folder"),
        Case("epochs is given as 1 and as 2. Give it once", "train", "--epochs", "1", "--set", "epochs=2"),
        Case("there is no folder", "train", "--json", "no-such-folder/result.json"),
        Case("nothing can be written there", "train", "--json", "/proc/result.json"),
        Case("/proc/run: this folder cannot be written", "train", "--out", "/proc/run"),
        Case("/proc/events: no events can be written there", "train", "--events", "/proc/events"),
        Case("there is no format 'onx'. Did you mean 'onnx'?", "export", "no-such-folder", "--out", "new", "--format", "onx"),
        Case("Option '--out' is required", "export", "no-such-folder"),
        Case("there is no config.json", "export", "no-such-folder", "--out", "new"),
        Case("/proc/new: this folder cannot be written", "export", "no-such-folder", "--out", "/proc/new"),
        Case("there is no folder", "doctor", "--json", "no-such-folder/x.json"),
        Case("'tcsh' is not known here. Did you mean", "completion", "tcsh"),
        Case("/proc/results: this folder cannot be made", "reproduce", "ctr", "--out", "/proc/results"),
        Case("there is something already. Give --out the path of a new folder", "train", "--out", "."),
        Case("there is no config.json. Give a folder that `train --out` has written", "evaluate", "no-such-folder"),
        Case("there is no config.json", "recommend", "no-such-folder", "--user", "x"),
        Case("give one of --user, --users and --history", "recommend", "no-such-folder"),
        Case("'--thread' is not known here. Did you mean '--threads'?", "evaluate", "--thread", "3", "run"),
        Case("--sampled-users: expected a whole number from 1", "evaluate", "no-such-folder", "--sampled-users", "0"),
        Case("'--jsn' is not known here. Did you mean '--json'?", "evaluate", "--jsn"),
        Case("found nothing of this name", "inspect", "no-such-folder"),
        Case("mkr.dll: this is a file. Give --plots the path of a folder", "inspect", "--plots", "mkr.dll"),
        Case("'--epochs' is not known here", "inspect", "--epochs", "3"),
        Case("There is no preset 'musik'. Did you mean 'music'?", "bench", "--preset", "musik"),
        Case("--seconds: expected a whole number from 1 to 3600, found 0", "bench", "--seconds", "0"),
        Case("expected a folder with a data set, found nothing of this name", "bench", "--preset", "music", "--data", "no-such-folder"),
        Case("no-such-folder/music", "bench", "--data", "no-such-folder"),
        Case("mkr.dll: this is a file. Give --plots the path of a folder", "bench", "--plots", "mkr.dll"),
        Case("no setting 'dimm'. Did you mean 'dim'?", "bench", "--set", "dimm=3"),
        Case("there is no folder", "bench", "--json", "no-such-folder/result.json"),
        Case("popularity has nothing to tune", "tune", "--model", "popularity"),
        Case("--range: expected key=value, found 'dim'", "tune", "--range", "dim"),
        Case("--range rate: '0..1 log' has no logarithm", "tune", "--model", "bpr-mf", "--range", "rate=0..1 log"),
        Case("--range dim: the setting has a fixed value too", "tune", "--set", "dim=8", "--range", "dim=4,8"),
        Case("there is no metric 'aux'. Did you mean 'auc'?", "tune", "--select", "aux"),
        Case("--trials: expected a whole number from 2 to 100000, found 1", "tune", "--trials", "1"),
        Case("mkr.dll: this is a file. Give --out the path of a folder", "tune", "--model", "ease", "--out", "mkr.dll"),
        Case(".: there is something else already. Give --out the path of a new folder", "tune", "--model", "ease", "--out", "."),
        Case("/proc/tuning: this folder cannot be written", "tune", "--model", "ease", "--out", "/proc/tuning"),
        Case("There is nothing to compare. Give two or more folders", "compare"),
        Case("There is nothing to compare. Give two or more folders", "compare", "no-such-folder"),
        Case("there is no config.json", "compare", "no-such-folder", "other-folder"),
        Case("x.json: this run is given twice", "compare", "x.json", "x.json"),
        Case("there is no folder", "compare", "a", "b", "--csv", "no-such-folder/x.csv"),
        Case("--figure another place", "compare", "a", "b", "--figure", "/proc/x.svg"),
        Case("Required command was not provided. See `mkr --help`"),
        Case("mkr.dll: this is a file. Give the path of a folder", "data", "news", "--to", "mkr.dll"),
        Case("mkr.dll: this is a file. Give the path of a folder", "data", "news-sample", ".", "--to", "mkr.dll"),
        Case("raw_train.txt:1:1: expected a file of clicks, found no such file", "data", "news-sample", "no-such-folder"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void One_line_and_exit_code_2(string message, string[] arguments)
    {
        (int exitCode, string output, string error) = MkrProgram.Run(arguments);
        Assert.That(error, Does.Contain(message));
        Assert.That(error, Does.Match(Remedy), "it says what to do, or what is expected");
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
    }

    private static TestCaseData Case(string message, params string[] arguments) =>
        new TestCaseData(message, arguments).SetArgDisplayNames(string.Join(' ', arguments.Prepend("mkr")));
}
