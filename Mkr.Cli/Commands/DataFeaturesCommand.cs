using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Model.Data.Formats;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr data features</c>: makes a file of raw features of MovieLens' films.</summary>
internal sealed class DataFeaturesCommand
{
    private readonly Argument<string> _movies = new("MOVIES") { Description = "MovieLens-1M's movies.dat" };

    private readonly Option<string?> _out =
        new("--out") { Description = "The file to write [default: item_features.tsv beside MOVIES]", HelpName = "FILE" };

    public static Command Create()
    {
        var features = new DataFeaturesCommand();
        var command = new Command(
            "features", "Makes item_features.tsv (genres and the words of the titles) of MovieLens-1M's movies.dat.")
        {
            features._movies, features._out,
        };
        command.SetAction(features.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string movies = parsed.GetValue(_movies)!;
        string path = parsed.GetValue(_out) ?? Path.Combine(Path.GetDirectoryName(movies) ?? string.Empty, "item_features.tsv");
        WholeFile.CheckWritable(path, "--out");
        (int films, int lines) = (0, 0);
        WholeFile.Write(path, partial => (films, lines) = MovieLensFeatures.Write(movies, partial));
        Notes.Write(string.Create(CultureInfo.InvariantCulture, $"Wrote {path}: {lines:N0} features of {films:N0} films."));
        return ErrorReport.Success;
    }
}
