namespace Mkr.Model.Data.Download;

/// <summary>
/// Fetches a public data set into a folder: from its public addresses, or from a folder into which somebody has downloaded it. A file
/// appears under its name only when it is complete and its checksum is right; a file that is there already is never replaced.
/// </summary>
/// <param name="client">Makes the requests.</param>
/// <param name="options">How patient it is; null for the defaults.</param>
internal sealed class DatasetDownloader(HttpClient client, DownloadOptions? options = null)
{
    private readonly HttpDownload _download = new(client, options ?? new DownloadOptions());

    /// <summary>Downloads the files that the folder lacks, one after the other. Files of names are not downloaded.</summary>
    /// <returns>What was done about each file.</returns>
    /// <exception cref="DatasetException">A file cannot be downloaded, or is not what it should be.</exception>
    public async Task<IReadOnlyList<FetchedFile>> DownloadAsync(
        PublicDataset dataset, string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dictionary<string, FetchedFile> present = Present(dataset, folder);
        var fetched = new List<FetchedFile>();
        foreach (PublicFile file in dataset.Files)
        {
            if (present.TryGetValue(file.Name, out FetchedFile? found))
                fetched.Add(found);
            else if (file.Address is Uri address)
                fetched.Add(await DownloadAsync(file, address, folder, progress, cancellation).ConfigureAwait(false));
        }

        return fetched;
    }

    /// <summary>Copies the files that the folder lacks from <paramref name="source"/>; of the files of names, those known.</summary>
    /// <returns>What was done about each file.</returns>
    /// <exception cref="DatasetException">A file is missing, or is not what it should be.</exception>
    public static IReadOnlyList<FetchedFile> Copy(PublicDataset dataset, string source, string folder)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dictionary<string, FetchedFile> present = Present(dataset, folder);
        PublicFile[] wanted = [.. dataset.Files.Where(file => !present.ContainsKey(file.Name))];
        PublicFile[] missing = [.. wanted.Where(file => file.Address is not null && !File.Exists(Path.Combine(source, file.Name)))];
        if (missing.Length > 0)
        {
            string names = string.Join(", no ", missing.Select(file => file.Name));
            string addresses = string.Join(", ", missing.Select(file => file.Address));
            throw new DatasetException($"{source}: there is no {names}. Download {addresses} into it.");
        }

        foreach (PublicFile file in wanted.Where(file => File.Exists(Path.Combine(source, file.Name))))
            present.Add(file.Name, Copy(file, source, folder));
        return [.. dataset.Files.Where(file => present.ContainsKey(file.Name)).Select(file => present[file.Name])];
    }

    /// <summary>The files that are in the folder. Found before anything is fetched, so that a wrong one stops it at once.</summary>
    private static Dictionary<string, FetchedFile> Present(PublicDataset dataset, string folder)
    {
        if (File.Exists(folder)) throw new DatasetException($"{folder}: this is a file. Give --to the path of a folder.");
        var present = new Dictionary<string, FetchedFile>();
        foreach (PublicFile file in dataset.Files)
        {
            string path = Path.Combine(folder, file.Name);
            if (!File.Exists(path)) continue;
            KnownContent content = file.Identify(path)
                ?? throw new DatasetException(
                    $"{path}: {file.Mismatch(path)}. Nothing was replaced: delete or move the file, or choose another folder with --to.");
            present.Add(file.Name, new FetchedFile(file.Name, FetchOutcome.Present, content));
        }

        return present;
    }

    private async Task<FetchedFile> DownloadAsync(
        PublicFile file, Uri address, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string remedy = $"Download {address} by hand into a folder DIR, beside the other files, and use --from DIR.";
        using var partial = new PartialFile(folder, file.Name);
        void Report(long bytes, long? total) => progress?.Report(new DownloadProgress(file.Name, bytes, total));
        string? problem = await _download.SaveAsync(address, partial.Path, Report, cancellation).ConfigureAwait(false);
        if (problem is not null) throw new DatasetException($"{file.Name}: {problem}. {remedy}");
        KnownContent content = file.Identify(partial.Path)
            ?? throw new DatasetException($"{file.Name}: {file.Mismatch(partial.Path)}, which was not kept. {remedy}");
        partial.Complete();
        return new FetchedFile(file.Name, FetchOutcome.Downloaded, content);
    }

    private static FetchedFile Copy(PublicFile file, string source, string folder)
    {
        string path = Path.Combine(source, file.Name);
        using var partial = new PartialFile(folder, file.Name);
        using (FileStream from = File.OpenRead(path))
        using (FileStream to = File.Create(partial.Path))
            from.CopyTo(to); // unlike File.Copy, this does not make a read-only file of a read-only one

        KnownContent? content = file.Identify(partial.Path);
        if (content is null)
        {
            if (file.Address is null) return new FetchedFile(file.Name, FetchOutcome.LeftOut, null);
            throw new DatasetException($"{path}: {file.Mismatch(partial.Path)}. Download {file.Address} again.");
        }

        partial.Complete();
        return new FetchedFile(file.Name, FetchOutcome.Copied, content);
    }
}
