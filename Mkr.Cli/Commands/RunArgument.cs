using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Model.Runs;

namespace Mkr.Cli.Commands;

/// <summary>The run folder that a command opens.</summary>
internal static class RunArgument
{
    public static Argument<string> Create()
    {
        var argument = new Argument<string>("DIR") { Description = "A folder that `mkr train --out` has written" };
        argument.CompletionSources.Add(_ => Completions.RunFolders(Environment.CurrentDirectory));
        return argument;
    }

    /// <summary>Opens it, and passes on what it has to say.</summary>
    public static RunFolder Open(string path)
    {
        RunFolder run = RunFolder.Open(path);
        if (run.Notice is string notice) Console.Error.WriteLine("mkr: " + notice);
        Notes.Detail($"{path}: {run.Settings.Model.Name} on {run.Data.Name}, seed {run.Seed}: {run.Settings.ToJson().ToJsonString()}");
        return run;
    }
}
