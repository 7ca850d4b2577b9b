using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Model.Data.Synthetic;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr demo-data</c>: writes the invented data set of <c>datasets/demo</c>.</summary>
internal static class DemoDataCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder to write to; files of the data set in it are replaced" };
        Option<int> seed = CommonOptions.Whole("--seed", "N", "Determines the whole world; 1 is the committed one", 1, 0, int.MaxValue);
        var command = new Command(
            "demo-data", "Writes the small invented world of users, films and people that the demo trains on.") { folder, seed };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(seed)));
        return command;
    }

    private static int Run(string folder, int seed)
    {
        DataFolder.CheckWritable(folder);
        DemoWorld.Write(folder, (ulong)seed);
        Notes.Write($"Wrote {folder}.");
        return ErrorReport.Success;
    }
}
