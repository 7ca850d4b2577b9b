using Mkr.Model.Models;
using Mkr.Model.Models.Counting;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Comparisons;

/// <summary>A row that a model is to be read against: another model, the same model without its graph, or a leak of the protocol.</summary>
public abstract class Comparison
{
    private static readonly Comparison[] Graphs = [new GraphComparison(GraphUse.None), new GraphComparison(GraphUse.Shuffled)];
    private static readonly Comparison[] OfProtocols =
    [
        new LeakComparison("user-balance", "user balance (leak)", protocol => protocol.LeaksUserBalance, Leaks.UserBalance),
        new LeakComparison("catalogue", "catalogue (leak)", protocol => protocol.LeaksCatalogue, Leaks.Catalogue),
    ];

    private static readonly Comparison[] OfFiles = [new LeakComparison("item-order", "item order (leak)", _ => true, Leaks.ItemOrder)];

    /// <summary>What every result stands beside unless other rows are asked for.</summary>
    public static IReadOnlyList<Comparison> Defaults { get; } = [.. Graphs, Find("popularity"), .. OfProtocols];

    /// <summary>The words that <see cref="Find"/> knows.</summary>
    public static IEnumerable<string> Keys =>
        Graphs.Concat(OfProtocols).Concat(OfFiles).Select(c => c.Key).Concat(ModelCatalog.All.Select(m => m.Name));

    /// <summary>The word that it is chosen by.</summary>
    public abstract string Key { get; }

    /// <summary>Its name in tables.</summary>
    public abstract string Title { get; }

    /// <summary>How long it takes beside a training of the model: what takes long is begun first.</summary>
    public abstract double RelativeTime { get; }

    /// <summary>The comparison called <paramref name="key"/>: one of <see cref="Keys"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static Comparison Find(string key)
    {
        if (Graphs.Concat(OfProtocols).Concat(OfFiles).FirstOrDefault(c => c.Key == key) is Comparison known) return known;
        return ModelCatalog.All.FirstOrDefault(m => m.Name == key) is ModelDefinition model
            ? new ModelComparison(model)
            : throw new SettingException($"There is no row '{key}' to compare with. Did you mean '{Nearest.To(key, Keys)}'? "
                + $"There are {string.Join(", ", Keys)}.");
    }

    /// <summary>Whether it says something about a run with these settings.</summary>
    public virtual bool AppliesTo(RunSettings settings) => true;

    /// <summary>Makes the recommender of the row, on the data and the split of a run.</summary>
    internal abstract IRecommender Train(RunPart part, RunSettings settings, int threads, CancellationToken cancellation);
}
