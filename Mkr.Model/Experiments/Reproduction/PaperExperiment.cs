using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// One of the paper's experiments, as data: what is trained and measured, and the paper's values. Each is a JSON file here.
/// </summary>
internal sealed record PaperExperiment
{
    /// <summary>
    /// The names of all experiments and what they measure, in the paper's order: here and not in their files, since every call of the
    /// program lists them.
    /// </summary>
    public static IReadOnlyList<(string Name, string Description)> Index { get; } =
    [
        ("ctr", "AUC, accuracy, NDCG@10 and Recall@10 of all systems, beside the paper's values; given and fresh negatives"),
        ("graph", "AUC and accuracy of MKR, beside the rows that they are to be read against: without the graph, with another, counting"),
        ("topk", "Precision@K and Recall@K of all systems, over the items that a user has no training or validation positive of"),
        ("sparse", "AUC of all systems where only a share of the training interactions is kept; validation and test part stay as they are"),
        ("kge", "RMSE between the tails' vectors and the predicted ones after the last epoch, without and with the recommendation task"),
        ("kg-size", "AUC where only a share of the triples is kept"),
        ("frequency", "AUC against t, the recommendation steps to one KGE step"),
        ("dimension", "AUC against d"),
        ("variants", "AUC and accuracy of MKR's variants, with p-values of their differences from MKR over the seeds"),
        ("systems", "the same as ctr, with and without graphs, under the protocol without leaks, with p-values; not in the paper"),
        ("ablation", "AUC and accuracy of the hybrid without each of its parts, and with each that it could have; not in the paper"),
        ("sparsity", "AUC of the hybrid, with and without the graph, by the share of the training interactions; not in the paper"),
        ("new-items", "AUC of the hybrid on items that no user has in training; not in the paper"),
    ];

    /// <summary>All experiments, in the paper's order; read at the first call.</summary>
    public static IReadOnlyList<PaperExperiment> All => Files.All;

    /// <summary>The name that it is called by.</summary>
    public required string Name { get; init; }

    /// <summary>The title of its figures.</summary>
    public required string Title { get; init; }

    /// <summary>What it measures, in a line.</summary>
    public string Description => Index.Single(e => e.Name == Name).Description;

    /// <summary>Where the paper reports it.</summary>
    public required string Source { get; init; }

    /// <summary>What is to be known of the paper's values; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The data sets, by the names of their presets.</summary>
    public required IReadOnlyList<string> Datasets { get; init; }

    /// <summary>What is trained, each with its own options: MKR alone where the file names nothing.</summary>
    public IReadOnlyList<ExperimentSystem> Systems { get; init; } = [new(MkrDefinition.TableTitle, MkrDefinition.Key)];

    /// <summary>The system that the others are compared with, over the same seeds; null where none is.</summary>
    public string? Against { get; init; }

    /// <summary>The objectives to train with, unless others are asked for.</summary>
    public required IReadOnlyList<string> Objectives { get; init; }

    /// <summary>The protocols to split with, unless others are asked for.</summary>
    public required IReadOnlyList<string> Protocols { get; init; }

    /// <summary>The rows to compare the systems with, by the keys of <see cref="Comparisons.Comparison"/>.</summary>
    public required IReadOnlyList<string> Comparisons { get; init; }

    /// <summary>What is measured: auc, accuracy, rmse, precision@K, recall@K, ndcg@K.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The key of the setting that is varied; null for none.</summary>
    public string? Varies { get; init; }

    /// <summary>The varied setting's values; a null where none is varied.</summary>
    public IReadOnlyList<string?> Values { get; init; } = [null];

    /// <summary>Whether the varied setting's axis is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>
    /// The paper's values for its MKR, by data set and metric, one for each of <see cref="Values"/>; missing where it gives no number.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Paper { get; init; }

    /// <summary>The experiment called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static PaperExperiment Find(string name) => All.FirstOrDefault(e => e.Name == name)
        ?? throw new SettingException($"There is no experiment '{name}'. Did you mean '{Nearest.To(name, Index.Select(e => e.Name))}'?");

    /// <summary>
    /// The same experiment with those of its systems that are one of these models; a model that is none of them has the settings of the
    /// data set's preset.
    /// </summary>
    /// <exception cref="SettingException">There is no such model.</exception>
    public PaperExperiment With(IEnumerable<string> models) => this with
    {
        Systems =
        [
            .. models.Select(ModelCatalog.Find).SelectMany(model =>
                Systems.Where(s => s.Model == model.Name).DefaultIfEmpty(new ExperimentSystem(model.Title, model.Name))),
        ],
    };

    /// <summary>The paper's value; null where it gives none.</summary>
    public double? PaperValue(string dataset, string metric, string? value, string system = MkrDefinition.TableTitle)
    {
        if (Systems.FirstOrDefault(s => s.Name == system)?.Paper is { } own)
            return own.TryGetValue(dataset, out var numbers) && numbers.TryGetValue(metric, out double number) ? number : null;
        if (system != MkrDefinition.TableTitle) return null;
        if (!Paper.TryGetValue(dataset, out var metrics) || !metrics.TryGetValue(metric, out var values)) return null;
        int index = Values.ToList().IndexOf(value);
        return index < 0 ? null : values[index];
    }

    /// <summary>Apart from the names, since a serializer takes long to start.</summary>
    private static class Files
    {
        private static readonly JsonSerializerOptions Options =
            new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

        public static IReadOnlyList<PaperExperiment> All { get; } = [.. Index.Select(e => Load(e.Name))];

        private static PaperExperiment Load(string name)
        {
            using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.json")!;
            return JsonSerializer.Deserialize<PaperExperiment>(file, Options)!;
        }
    }
}
