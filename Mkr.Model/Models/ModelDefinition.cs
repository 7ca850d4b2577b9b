using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Settings;

namespace Mkr.Model.Models;

/// <summary>
/// A model as the program sees it: its name, its options, and how it is trained and opened. Everything that serves all models (training,
/// run folders, tables, commands) asks this and knows no model. <see cref="ModelCatalog"/> lists all.
/// </summary>
public abstract class ModelDefinition
{
    /// <summary>The name that it is chosen by: lower case, of letters, digits and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>The name in tables.</summary>
    public abstract string Title { get; }

    /// <summary>What it does, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Where it was published.</summary>
    public abstract string Source { get; }

    /// <summary>The page of the documentation that describes it; variants of a model share the model's.</summary>
    public virtual string Page => Name;

    /// <summary>Whether the knowledge graph plays a part: then it is also judged without it, and with a shuffled one.</summary>
    public virtual bool UsesGraph => false;

    /// <summary>Whether it says, with its default options, what a score is made of (<see cref="Explanations.IExplains"/>).</summary>
    public virtual bool Explains => false;

    /// <summary>The options where no preset gives others.</summary>
    public abstract ModelOptions Defaults { get; }

    /// <summary>The options for known data sets, by the preset's name.</summary>
    public abstract IReadOnlyDictionary<string, ModelOptions> Presets { get; }

    /// <summary>The settings of its options.</summary>
    public IReadOnlyList<Setting> Settings => SettingList.Of(Defaults.GetType());

    /// <summary>The options for a data set.</summary>
    public ModelOptions OptionsFor(string preset) => Presets.GetValueOrDefault(preset, Defaults);

    /// <summary>A model to be trained, in its initial state.</summary>
    /// <param name="options">Its options, of the type of <see cref="Defaults"/>.</param>
    /// <param name="data">What it is to learn from.</param>
    /// <param name="resources">How it is to be trained.</param>
    internal abstract ITrainable Create(ModelOptions options, ModelData data, TrainingResources resources);

    /// <summary>A trained model from its saved state.</summary>
    /// <param name="options">The options that it was trained with.</param>
    /// <param name="data">What it was trained on.</param>
    /// <param name="state">Fills the state.</param>
    internal abstract ITrainedModel Open(ModelOptions options, ModelData data, StateVisitor state);

    /// <summary>Why its scores are no ONNX graph; null where they can be one.</summary>
    public virtual string? OnnxObstacle => null;

    /// <summary>What the rows of its parameters stand for, on given data.</summary>
    /// <param name="options">The options that it is trained with.</param>
    /// <param name="data">What it is trained on.</param>
    internal virtual RowIds RowIds(ModelOptions options, ModelData data) => new();

    /// <summary>Gradient checks of each of its losses, in double; none for a model without a loss.</summary>
    internal virtual IEnumerable<OpCheck> GradientChecks() => [];
}

/// <summary>A model whose options are of a known type.</summary>
/// <typeparam name="TOptions">The record of its options.</typeparam>
internal abstract class ModelDefinition<TOptions> : ModelDefinition
    where TOptions : ModelOptions, new()
{
    /// <inheritdoc/>
    public override ModelOptions Defaults { get; } = new TOptions();

    /// <inheritdoc/>
    internal sealed override ITrainable Create(ModelOptions options, ModelData data, TrainingResources resources) =>
        Create((TOptions)options, data, resources);

    /// <inheritdoc/>
    internal sealed override ITrainedModel Open(ModelOptions options, ModelData data, StateVisitor state) =>
        Open((TOptions)options, data, state);

    /// <inheritdoc/>
    internal sealed override RowIds RowIds(ModelOptions options, ModelData data) => RowIds((TOptions)options, data);

    /// <inheritdoc cref="ModelDefinition.Create(ModelOptions, ModelData, TrainingResources)"/>
    protected abstract ITrainable Create(TOptions options, ModelData data, TrainingResources resources);

    /// <inheritdoc cref="ModelDefinition.Open(ModelOptions, ModelData, StateVisitor)"/>
    protected abstract ITrainedModel Open(TOptions options, ModelData data, StateVisitor state);

    /// <inheritdoc cref="ModelDefinition.RowIds(ModelOptions, ModelData)"/>
    protected virtual RowIds RowIds(TOptions options, ModelData data) => new();
}
