using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;
using Mkr.Model.Models.Hybrid.Attention;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The parameters of the towers.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HybridModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Start = 0.1;
    private const double GateStart = 0.01;

    // Kept, so that an epoch allocates nothing.
    private readonly Table<T>[] _tables;

    /// <summary>A model of zeros.</summary>
    public HybridModel(HybridOptions options, int users, int items, int attributes)
    {
        Options = options;
        int dim = options.Dim;
        Items = Parameters.AddTable("item_embedding", items, dim);
        if (options.Biases) ItemBiases = Parameters.AddTable("item_bias", items, 1);
        if (options.History) Histories = Parameters.AddTable("history_embedding", items, dim);
        if (options.UserRow || !options.History) Users = Parameters.AddTable("user_embedding", users, dim);
        if (attributes > 0)
        {
            Attributes = Parameters.AddTable("attribute_embedding", attributes, dim);
            HistoryAttributes = Parameters.AddTable("history_attribute_embedding", attributes, dim);
            if (options.Biases) AttributeBiases = Parameters.AddTable("attribute_bias", attributes, 1);
            Units = [.. Enumerable.Range(0, options.Units).Select(l => CrossWeights<T>.Create(Parameters, $"unit{l}.", dim))];
            AttributeLayer = new DenseLayer<T>(Parameters, "user_attributes.", dim, dim, Activation.Relu);
        }

        if (options.AttendsToHistory) HistoryAttention = AttentionTables<T>.Create(Parameters, "history_attention_", items, dim);
        if (options.AttendsToAttributes && attributes > 0)
            AttributeAttention = AttentionTables<T>.Create(Parameters, "attribute_attention_", attributes, dim);
        UserLayer = new DenseLayer<T>(Parameters, "user.", dim, dim, Activation.Relu);
        _tables = [.. Parameters.Parameters.OfType<Table<T>>()];
    }

    public HybridOptions Options { get; }

    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>v of each item.</summary>
    public Table<T> Items { get; }

    /// <summary>The bias of each item.</summary>
    public Table<T>? ItemBiases { get; }

    /// <summary>q of each item, as one of a history.</summary>
    public Table<T>? Histories { get; }

    /// <summary>A row of each user.</summary>
    public Table<T>? Users { get; }

    /// <summary>a of each attribute, as one of an item.</summary>
    public Table<T>? Attributes { get; }

    /// <summary>A row of each attribute, as one of a history.</summary>
    public Table<T>? HistoryAttributes { get; }

    /// <summary>The bias of each attribute.</summary>
    public Table<T>? AttributeBiases { get; }

    /// <summary>The sharing units between v and e.</summary>
    public IReadOnlyList<CrossWeights<T>> Units { get; } = [];

    /// <summary>What the candidate asks of the history; null for nothing.</summary>
    public AttentionTables<T>? HistoryAttention { get; }

    /// <summary>What the user asks of the candidate's attributes; null for nothing.</summary>
    public AttentionTables<T>? AttributeAttention { get; }

    public DenseLayer<T> UserLayer { get; }

    public DenseLayer<T>? AttributeLayer { get; }

    /// <summary>Draws the vectors; biases and the user's layers start at 0, the units almost shut.</summary>
    public void Initialize(SeededRandom random)
    {
        Table<T>?[] drawn =
        [
            Items, Histories, Users, Attributes, HistoryAttributes, HistoryAttention?.Keys, HistoryAttention?.Values,
            AttributeAttention?.Keys, AttributeAttention?.Values,
        ];
        foreach (Table<T> table in drawn.OfType<Table<T>>()) new Normal(Start).Fill(table, random);
        foreach (CrossWeights<T> unit in Units)
            foreach (Weight<T> weight in unit.Matrices) new Normal(GateStart).Fill(weight, random);
    }

    /// <summary>Makes up all rows' missed steps.</summary>
    public void CatchUp()
    {
        foreach (Table<T> table in _tables) table.CatchUp();
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }
}
