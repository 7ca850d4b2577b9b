namespace Mkr.Model.Data.Download;

/// <summary>A file that is being fetched: it takes its name when it is complete, and is deleted otherwise.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _folder, _target;
    private readonly bool _isFolderNew;

    public PartialFile(string folder, string name)
    {
        _folder = folder;
        _isFolderNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        _target = System.IO.Path.Combine(folder, name);
        Path = $"{_target}.{System.IO.Path.GetRandomFileName()}.partial"; // a name of its own, should the command run twice at once
    }

    public string Path { get; }

    /// <summary>Gives the file its name, in one step. Another process may have been faster, with the same content.</summary>
    public void Complete() => File.Move(Path, _target, overwrite: true);

    /// <summary>Also deletes the folder, if it was made for nothing: an empty one would look like a data set's.</summary>
    public void Dispose()
    {
        File.Delete(Path);
        if (_isFolderNew && !Directory.EnumerateFileSystemEntries(_folder).Any()) Directory.Delete(_folder);
    }
}
