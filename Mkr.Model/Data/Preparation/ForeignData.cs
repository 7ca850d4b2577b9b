using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Sources;

namespace Mkr.Model.Data.Preparation;

/// <summary>Reads a data set in a layout that is not the raw one: it is prepared in passing, in a folder that does not stay.</summary>
internal static class ForeignData
{
    /// <summary>Whether a folder has the files of some layout.</summary>
    public static bool IsIn(string folder) => DataLayouts.All.Any(layout => layout.Fits(folder, new PrepareOptions()));

    /// <summary>Reads it.</summary>
    /// <exception cref="DataFormatException">A file is missing or does not tell its columns, or nothing is used.</exception>
    public static RecommendationData Read(string folder, RawFormat format)
    {
        string passing = Directory.CreateTempSubdirectory("mkr-prepared-").FullName;
        try
        {
            PreparationReport report = DataPreparer.Prepare(folder, passing, new PrepareOptions());
            RecommendationData data = RawDataReader.Read(passing, format);
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            IEnumerable<string> lines = [.. report.ToLines(), $"prepared in passing; `mkr prepare {folder} --out DIR` keeps it"];
            return data with { Name = name, Report = data.Report with { Layout = string.Join(Environment.NewLine, lines) } };
        }
        finally
        {
            Directory.Delete(passing, recursive: true);
        }
    }
}
