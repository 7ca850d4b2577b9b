namespace Mkr.Model.Data.Download;

/// <summary>A file that is being fetched: it takes its name when it is complete, and is deleted otherwise.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;

    public PartialFile(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        _target = System.IO.Path.Combine(folder, name);
        Path = $"{_target}.{System.IO.Path.GetRandomFileName()}.partial"; // a name of its own, should the command run twice at once
    }

    public string Path { get; }

    /// <summary>Gives the file its name, in one step. Another process may have been faster, with the same content.</summary>
    public void Complete() => File.Move(Path, _target, overwrite: true);

    public void Dispose() => File.Delete(Path);
}
