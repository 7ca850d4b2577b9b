namespace Mkr.Cli.Diagnosis;

/// <summary>Whether there is room in the folders that the program writes to, and whether it may.</summary>
internal static class FolderFindings
{
    private const long Enough = 1L << 30;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> All() =>
        [Look("this folder", Environment.CurrentDirectory), Look("temporary folder", Path.GetTempPath())];

    /// <summary>Looks at a folder.</summary>
    public static Finding Look(string name, string folder)
    {
        try
        {
            string trial = Path.Combine(folder, $"mkr-doctor-{Guid.NewGuid():N}");
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(name, $"{folder}: nothing can be written", $"Call mkr from a folder that you may write to, not {folder}.");
        }

        long free = new DriveInfo(folder).AvailableFreeSpace;
        return new Finding(
            name, $"{folder}: writable, {MemoryFindings.Size(free)} free",
            free < Enough ? $"Runs on large data sets take {MemoryFindings.Size(Enough)}: make room in {folder}." : null);
    }
}
