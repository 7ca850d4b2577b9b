namespace Mkr.Model.Experiments.Reproduction;

/// <summary>A model with settings of an experiment's own.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Model">The model's name, as <see cref="Models.ModelCatalog"/> has it.</param>
internal sealed record ExperimentSystem(string Name, string Model)
{
    /// <summary>Settings that differ from the preset's, by key.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    /// <summary>The data sets that have what it needs; null for all.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>The paper's values for it, by data set and metric; null where the experiment's own are for it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Paper { get; init; }
}
