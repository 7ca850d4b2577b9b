using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Export;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Export;

/// <summary>A model, trained on the small world, opened from its run folder and exported from there.</summary>
internal sealed class ExportedRun : IDisposable
{
    private readonly TemporaryFolder _run = new();
    private readonly TemporaryFolder _files = new();

    public ExportedRun(string model, IEnumerable<KeyValuePair<string, string>> settings, string moreTriples = "")
    {
        RunSettings all = TrainedModel.Settings(ModelCatalog.Find(model)).With(settings);
        RecommendationData data = Create(moreTriples);
        RunFolder.Write(_run.Path, all, data, TrainedModel.Run(all, data), new JsonObject());
        Run = RunFolder.Open(_run.Path);
        Export = new RunExport(Run);
    }

    public RunFolder Run { get; }

    public RunExport Export { get; }

    private static RecommendationData Create(string moreTriples)
    {
        using var folder = new TemporaryFolder();
        SmallWorld.Write(folder.Path);
        File.AppendAllText(Path.Combine(folder.Path, "kg.txt"), moreTriples);
        return RawDataReader.Read(folder.Path, SmallWorld.Format);
    }

    /// <summary>Exports it, and returns the folder.</summary>
    public string Write(params string[] formats)
    {
        Export.Write(_files.Path, [.. formats.Select(ExportFormat.Find)]);
        return _files.Path;
    }

    public void Dispose()
    {
        Run.Dispose();
        _run.Dispose();
        _files.Dispose();
    }
}
