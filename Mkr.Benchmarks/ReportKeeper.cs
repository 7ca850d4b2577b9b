using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Mkr.Benchmarks;

/// <summary>Copies the reports of a run to Results/&lt;CPU&gt;, so that numbers of different machines lie side by side.</summary>
internal static partial class ReportKeeper
{
    public const string Option = "--keep";

    public static void Keep(IEnumerable<Summary> summaries)
    {
        foreach (Summary summary in summaries)
        {
            string folder = Path.Combine(ProjectFolder(), "Results", Machine(summary));
            Directory.CreateDirectory(folder);
            foreach (Type type in summary.BenchmarksCases.Select(c => c.Descriptor.Type).Distinct())
            {
                string report = Path.Combine(summary.ResultsDirectoryPath, type.FullName + "-report-github.md");
                string kept = Path.Combine(folder, type.Name.Replace("Benchmarks", string.Empty, StringComparison.Ordinal) + ".md");
                File.Copy(report, kept, overwrite: true);
                Console.WriteLine("kept " + kept);
            }
        }
    }

    /// <summary>The processor's name and its widest vectors, as a folder name.</summary>
    private static string Machine(Summary summary)
    {
        string processor = summary.HostEnvironmentInfo.Cpu.Value?.ProcessorName ?? "unknown";
        string vectors = Vector512.IsHardwareAccelerated ? "AVX512" : Vector256.IsHardwareAccelerated ? "AVX2" : "128-bit";
        return NotInNames().Replace(processor + " " + vectors, "-").Trim('-');
    }

    private static string ProjectFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mkr.Benchmarks.csproj"))) return folder.FullName;
        }

        throw new InvalidOperationException("The benchmarks do not run from within their project's folder.");
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();
}
