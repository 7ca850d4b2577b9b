using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Model.Data.Synthetic;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr data news</c>: writes invented news of the size of the paper's Bing-News.</summary>
internal static class NewsDataCommand
{
    public static Command Create()
    {
        Option<string> folder = DataFolder.ToWrite("news");
        Option<int> seed = CommonOptions.Whole(
            "--seed", "N", "Determines the whole world, byte for byte", (int)NewsWorld.DefaultSeed, 0, int.MaxValue);
        var command = new Command(
            "news",
            "Writes invented news of the size of the paper's Bing-News, 95 MB, for `--preset news`: tastes follow the graph, degrees are "
            + "power laws.") { folder, seed };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(seed)));
        return command;
    }

    private static int Run(string folder, int seed)
    {
        DataFolder.CheckWritable(folder);
        NewsWorld.Write(folder, NewsWorld.PaperSizes, (ulong)seed);
        Notes.Write($"Wrote {folder}.");
        return ErrorReport.Success;
    }
}
