using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Model.Data.Formats;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr data news-sample</c>: converts the sample of Bing-News that was released with DKN.</summary>
internal static class NewsSampleCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("DIR") { Description = "The folder with raw_train.txt and raw_test.txt" };
        Option<string> folder = DataFolder.ToWrite("news-sample");
        var command = new Command(
            "news-sample",
            "Converts the sample of Bing-News that was released with DKN, for `--preset news`: clicks, titles and their entities.")
        {
            source, folder,
        };
        command.SetAction(parsed => Run(parsed.GetValue(source)!, parsed.GetValue(folder)!));
        return command;
    }

    private static int Run(string source, string folder)
    {
        DataFolder.CheckWritable(folder);
        NewsSample sample = NewsSample.Convert(source, folder);
        Notes.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {folder}: {sample.Lines:N0} lines, {sample.Items:N0} titles, {sample.Entities:N0} entities, no triples."));
        return ErrorReport.Success;
    }
}
