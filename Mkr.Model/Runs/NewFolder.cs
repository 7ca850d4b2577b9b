using Mkr.Model.Settings;

namespace Mkr.Model.Runs;

/// <summary>
/// A folder that is to appear complete or not at all: it is written under a name of its own beside its place, and moved there at the end.
/// While it is held, no other process can begin one for the same place.
/// </summary>
internal sealed class NewFolder : IDisposable
{
    private readonly FileStream _lock;

    private NewFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The place.</summary>
    public string Path { get; }

    /// <summary>Claims a place, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">There is something already, another process has claimed it, or it cannot be written.</exception>
    public static NewFolder Claim(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        CheckFree(full, path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full) ?? full);
            return new NewFolder(full, new FileStream(
                full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingException($"{path}: this folder cannot be written here. Give --out a place that you may write to.");
        }
        catch (IOException e)
        {
            throw new SettingException(File.Exists(full + ".lock")
                ? $"{path}: another run is being written there at this moment. Give --out another folder, or wait."
                : $"{path}: this folder cannot be written ({e.Message}). Give --out another place.");
        }
    }

    /// <summary>Writes it.</summary>
    /// <param name="write">Fills the folder that it is given.</param>
    /// <exception cref="SettingException">Something has come to its place meanwhile.</exception>
    /// <exception cref="IOException">It cannot be written, as where the disk is full; nothing of it is left.</exception>
    public void Write(Action<string> write) => Write(System.IO.Path.GetFileName(Path), System.IO.Path.GetDirectoryName(Path)!, write);

    /// <summary>Writes a folder of several, in this one, which is made where it is missing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Fills the folder that it is given.</param>
    public void Write(string name, Action<string> write) => Write(name, Directory.CreateDirectory(Path).FullName, write);

    /// <summary>Gives the place up to others.</summary>
    public void Dispose() => _lock.Dispose();

    private static void Write(string name, string parent, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = System.IO.Path.Combine(parent, name);
        string partial = Directory.CreateDirectory(target + ".partial-" + Guid.NewGuid().ToString("N")[..8]).FullName;
        try
        {
            write(partial);
            CheckFree(target, target);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(partial, target);
        }
        catch (IOException e) when (DiskSpace.IsFull(e))
        {
            long size = DiskSpace.SizeOf(partial);
            Delete(partial);
            throw new IOException(
                $"{target}: the disk is full: more than the {size:N0} bytes that fitted are needed, "
                + $"{DiskSpace.Free(parent):N0} are free now. "
                + "Nothing of this run was kept. Make room, or give --out a folder on another disk.", e);
        }
        catch
        {
            Delete(partial);
            throw;
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void CheckFree(string full, string given)
    {
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
            throw new SettingException($"{given}: there is something already. Give --out the path of a new folder.");
    }
}
