using System.CommandLine;
using System.Globalization;
using Mkr.Cli.Output;
using Mkr.Model.Data.Download;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr data get</c>: fetches a public data set, which this program may not bring along.</summary>
internal sealed class DataCommand
{
    private readonly Argument<string> _name =
        new("NAME") { Description = "The data set: " + string.Join(", ", PublicDataset.All.Select(d => d.Name)) };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Take the files from this folder instead of the network; the checksums are checked as well",
        HelpName = "DIR",
    };

    private readonly Option<string?> _to =
        new("--to") { Description = "The folder to put them into [default: datasets/NAME]", HelpName = "DIR" };

    public static Command Create()
    {
        var data = new DataCommand();
        var get = new Command(
            "get", "Downloads a public data set from its authors' repository and checks every file. What is there already is kept.")
        {
            data._name, data._from, data._to,
        };
        get.SetAction(data.RunAsync);
        return new Command("data", "Fetches the public data sets that the paper was measured on, makes features, and writes data of news.")
        {
            get, DataFeaturesCommand.Create(), NewsDataCommand.Create(), NewsSampleCommand.Create(),
        };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        PublicDataset dataset = PublicDataset.Find(parsed.GetValue(_name)!);
        string folder = parsed.GetValue(_to) ?? Path.Combine("datasets", dataset.Name);
        Console.WriteLine($"{dataset.Name}: {dataset.Terms} See {dataset.Source}.");
        IReadOnlyList<FetchedFile> files = parsed.GetValue(_from) is string source
            ? DatasetDownloader.Copy(dataset, source, folder)
            : await DownloadAsync(dataset, folder, cancellation);
        foreach (FetchedFile file in files) Console.WriteLine("  " + Describe(file));
        Console.WriteLine($"The data set is in {folder}.");
        return ErrorReport.Success;
    }

    private static async Task<IReadOnlyList<FetchedFile>> DownloadAsync(
        PublicDataset dataset, string folder, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mkr");
        using Counter? counter = Console.IsOutputRedirected ? null : new Counter();
        return await new DatasetDownloader(client).DownloadAsync(dataset, folder, counter, cancellation);
    }

    private static string Describe(FetchedFile file)
    {
        string outcome = file.Outcome switch
        {
            FetchOutcome.Present => "was there",
            FetchOutcome.Downloaded => "downloaded",
            FetchOutcome.Copied => "copied",
            _ => "left out, because its checksum is not known; training does not need it",
        };
        return file.Content is KnownContent content
            ? $"{file.Name}: {outcome}; {content.Origin}, {content.Checksum}"
            : $"{file.Name}: {outcome}";
    }

    /// <summary>Counts on a terminal what has arrived, in a line for each file.</summary>
    private sealed class Counter : IProgress<DownloadProgress>, IDisposable
    {
        private string? _file;

        public void Report(DownloadProgress value)
        {
            if (value.File != _file) Dispose();
            _file = value.File;
            string total = value.Total is long bytes ? $" of {Megabytes(bytes)}" : string.Empty;
            Console.Write($"\r  {value.File}: {Megabytes(value.Bytes)}{total} MB");
        }

        /// <summary>Ends the line, so that whatever follows starts a new one.</summary>
        public void Dispose()
        {
            if (_file is not null) Console.WriteLine();
        }

        private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
