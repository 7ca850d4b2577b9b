using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Model.Export;

/// <summary>
/// Writes a trained model for other programs: a folder a format. Users and items are numbered from 0; their ids stand
/// beside the numbers.
/// </summary>
/// <param name="run">The run.</param>
public sealed class RunExport(RunFolder run)
{
    private readonly ITrainedModel _model = run.Recommender;

    /// <summary>The formats that the model has.</summary>
    public IReadOnlyList<ExportFormat> Available => [.. ExportFormat.All.Where(format => Obstacle(format) is null)];

    private IReadOnlyList<VectorTable> Vectors => (_model as IVectors)?.Vectors ?? [];

    /// <summary>Writes files into an empty folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="formats">The formats.</param>
    /// <exception cref="SettingException">The model has not all of them.</exception>
    /// <exception cref="InvalidOperationException">The model is larger than a format allows.</exception>
    public IReadOnlyList<ExportedFile> Write(string folder, IReadOnlyList<ExportFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        Check(formats);
        var files = new List<ExportedFile>();
        foreach (ExportFormat format in formats)
        {
            string part = Directory.CreateDirectory(Path.Combine(folder, format.Name)).FullName;
            files.AddRange((format.Vectors is null ? Graphs(part) : Tables(part, format.Vectors)).Select(file =>
                new ExportedFile($"{format.Name}/{file.Name}", file.Content, new FileInfo(Path.Combine(part, file.Name)).Length)));
        }

        return files;
    }

    /// <summary>Throws where the model has not all of the formats, before anything is written.</summary>
    /// <exception cref="SettingException">It has not.</exception>
    public void Check(IReadOnlyList<ExportFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        if (Available.Count == 0) throw new SettingException($"{Obstacle(ExportFormat.All[1])} {Obstacle(ExportFormat.Onnx)}");
        if (formats.Select(Obstacle).FirstOrDefault(obstacle => obstacle is not null) is not string why) return;
        throw new SettingException($"{why} This one has --format {string.Join(", ", Available.Select(format => format.Name))}.");
    }

    /// <summary>Why the model cannot be written so, and which models can; null where it can.</summary>
    private string? Obstacle(ExportFormat format)
    {
        string name = run.Settings.Model.Name;
        if (format.Vectors is not null) return Vectors.Count > 0 ? null : $"{format.Name}: the model '{name}' has no vectors.";
        if (run.Settings.Model.OnnxObstacle is not string why) return null;
        string others = string.Join(", ", ModelCatalog.All.Where(model => model.OnnxObstacle is null).Select(model => model.Name));
        return $"onnx: the model '{name}' is no network: {why}. Those that can be written are {others}.";
    }

    private static string IdsFile(FeatureOwner owner) => owner switch
    {
        FeatureOwner.User => "users.txt",
        FeatureOwner.Item => "items.txt",
        FeatureOwner.Entity => "entities.txt",
        _ => "relations.txt",
    };

    private IEnumerable<(string Name, string Content)> Tables(string folder, IVectorFormat format)
    {
        foreach (VectorTable table in Vectors)
        {
            if (VectorIds.Of(run.Data, table) is not VectorIds ids) continue;
            string owner = table.Owner.ToString().ToLowerInvariant();
            foreach (string file in format.Write(folder, table, ids))
                yield return (file, $"{table.Name}: {table.Rows} x {table.Columns}, a row for each {owner}");
        }
    }

    private IEnumerable<(string Name, string Content)> Graphs(string folder)
    {
        var model = (IOnnxModel)_model;
        var scorer = new OnnxGraph();
        scorer.Output("logit", model.Score(scorer, scorer.Indices("user"), scorer.Indices("item")));
        yield return Write(scorer, "scorer", "the logit of a user and an item; its sigmoid is the probability of an engagement");
        var user = new OnnxGraph();
        if (model.EncodeUser(user, user.Indices("user")) is (string userVector, int userLength))
        {
            user.Output("vector", userVector, userLength);
            yield return Write(user, "user", "the vector of a user");
        }

        var item = new OnnxGraph();
        if (model.EncodeItem(item, item.Indices("item")) is (string itemVector, int itemLength))
        {
            item.Output("vector", itemVector, itemLength);
            yield return Write(item, "item", "the vector of an item");
        }

        var triple = new OnnxGraph();
        string? score = run.Data.Graph.OfItems.Triples.Length == 0
            ? null : model.ScoreTriple(triple, triple.Indices("head"), triple.Indices("relation"), triple.Indices("tail"));
        if (score is not null)
        {
            triple.Output("score", score);
            yield return Write(triple, "triple", "the score of a triple; higher is more plausible");
        }

        FeatureOwner[] numbered =
            score is null ? [FeatureOwner.User, FeatureOwner.Item] : Enum.GetValues<FeatureOwner>();
        foreach (FeatureOwner owner in numbered)
        {
            string file = IdsFile(owner);
            File.WriteAllLines(Path.Combine(folder, file), VectorIds.Of(run.Data, owner).Ids);
            yield return (file, "the ids, in the order of their numbers from 0");
        }

        (string, string) Write(OnnxGraph graph, string name, string content)
        {
            graph.Note("model", run.Settings.Model.Name);
            graph.Note("dataset", run.Data.Name);
            graph.Write(Path.Combine(folder, name + ".onnx"), name, content);
            return (name + ".onnx", $"{string.Join(", ", graph.Inputs)} -> {string.Join(", ", graph.Outputs)}: {content}");
        }
    }
}
