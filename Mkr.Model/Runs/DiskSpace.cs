namespace Mkr.Model.Runs;

/// <summary>What there is to know of a disk that may be full.</summary>
internal static class DiskSpace
{
    // ENOSPC of POSIX, and ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows, as the runtime passes them on.
    private static readonly int[] Codes = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether this is what the system says where a disk is full.</summary>
    public static bool IsFull(IOException exception) => Codes.Contains(exception.HResult);

    /// <summary>The bytes of the files in a folder.</summary>
    public static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>The bytes that are free where a folder is.</summary>
    public static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
}
