using Mkr.Model.Export.Vectors;
using Mkr.Model.Settings;

namespace Mkr.Model.Export;

/// <summary>What a trained model can be written as, for other programs.</summary>
public sealed class ExportFormat
{
    private ExportFormat(string name, IVectorFormat? vectors) => (Name, Vectors) = (name, vectors);

    /// <summary>The network, as an ONNX graph of scores and of each encoder.</summary>
    public static ExportFormat Onnx { get; } = new("onnx", null);

    /// <summary>All formats: ONNX, and those of vectors with their ids.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
        [Onnx, new("npy", new NpyFile()), new("tsv", new ProjectorFiles()), new("parquet", new ParquetVectors())];

    /// <summary>The name, which is that of the folder too.</summary>
    public string Name { get; }

    /// <summary>Writes vectors; null for ONNX.</summary>
    internal IVectorFormat? Vectors { get; }

    /// <summary>The format called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static ExportFormat Find(string name) => All.FirstOrDefault(format => format.Name == name)
        ?? throw new SettingException(
            $"--format: there is no format '{name}'. Did you mean '{Nearest.To(name, All.Select(f => f.Name))}'? "
            + $"There are {string.Join(", ", All.Select(f => f.Name))}.");
}
