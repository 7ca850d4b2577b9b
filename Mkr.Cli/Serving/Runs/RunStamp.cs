namespace Mkr.Cli.Serving.Runs;

/// <summary>
/// Tells one content of a folder from another without reading it. It follows links, and it works on mounts that notify nobody.
/// </summary>
/// <param name="Files">The number of files.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Newest">When the last of them was written.</param>
internal readonly record struct RunStamp(int Files, long Bytes, DateTime Newest)
{
    /// <summary>Of what is there now; of nothing where there is no folder, or one that is just being replaced.</summary>
    public static RunStamp Of(string path)
    {
        try
        {
            FileInfo[] files = new DirectoryInfo(path).GetFiles("*", SearchOption.AllDirectories);
            return files.Length == 0
                ? default
                : new RunStamp(files.Length, files.Sum(file => file.Length), files.Max(file => file.LastWriteTimeUtc));
        }
        catch (IOException)
        {
            return default;
        }
    }
}
