using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;
using Mkr.Model.Models.States;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// MKR's parameters, and the pieces of its network: the recommendation module (<see cref="MkrRsTask{T}"/>) and the KGE module
/// (<see cref="MkrKgeTask{T}"/>) are put together from them, and share the item and entity embeddings and the cross&amp;compress units.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MkrModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CrossWeights<T>[] _cross;

    /// <summary>A model whose parameters are all zero.</summary>
    /// <param name="options">The shape and the loss.</param>
    /// <param name="sizes">The tables' sizes.</param>
    /// <param name="oneToOne">
    /// Whether each item's entity is the one with its own index: the rows of both are then kept side by side, and a step is faster.
    /// </param>
    public MkrModel(MkrOptions options, MkrSizes sizes, bool oneToOne = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LowLayers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HighLayers, 1);
        Options = options;
        Sizes = sizes;
        int d = options.Dim;
        Users = Parameters.AddTable("user_embedding", sizes.Users, d);
        if (oneToOne)
            ItemsWithEntities = Parameters.AddTablePair("item_embedding", sizes.Items, "entity_embedding", sizes.Entities, d);
        Items = ItemsWithEntities?.First ?? Parameters.AddTable("item_embedding", sizes.Items, d);
        Entities = ItemsWithEntities?.Second ?? Parameters.AddTable("entity_embedding", sizes.Entities, d);
        Relations = Parameters.AddTable("relation_embedding", sizes.Relations, d);

        // The weights of either task are neighbours, with the shared ones in the middle: so an optimizer's step is one call.
        int[] low = [.. Enumerable.Range(0, options.LowLayers)];
        UserMlp = new Mlp<T>([.. low.Select(l => new DenseLayer<T>(Parameters, $"low{l}.user_", d, d, Activation.Relu))]);
        if (options.FRs == PredictionFunction.Mlp) Predictor = High("rs", 1, Activation.Identity);
        _cross = [.. low.Select(l => CrossWeights<T>.Create(Parameters, $"low{l}.", d))];
        TailMlp = new Mlp<T>([.. low.Select(l => new DenseLayer<T>(Parameters, $"low{l}.tail_", d, d, Activation.Relu))]);
        TailPredictor = High("kge", d, Activation.Relu);
    }

    /// <summary>The shape and the loss.</summary>
    public MkrOptions Options { get; }

    /// <summary>The tables' sizes.</summary>
    public MkrSizes Sizes { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>u: the user embeddings.</summary>
    public Table<T> Users { get; }

    /// <summary>v: the item embeddings.</summary>
    public Table<T> Items { get; }

    /// <summary>e: the entity embeddings.</summary>
    public Table<T> Entities { get; }

    /// <summary>Items and entities as a pair, where each item's entity is the one with its own index; else null.</summary>
    public TablePair<T>? ItemsWithEntities { get; }

    /// <summary>r: the relation embeddings.</summary>
    public Table<T> Relations { get; }

    /// <summary>The user's low layers, uL = Mᴸ(u) (equation 4).</summary>
    public Mlp<T> UserMlp { get; }

    /// <summary>The tail's low layers, tL = Mᴸ(t), as in the released program.</summary>
    public Mlp<T> TailMlp { get; }

    /// <summary>f_RS where it is an MLP, else null.</summary>
    public Mlp<T>? Predictor { get; }

    /// <summary>The KGE module's high layers, Mᴷ([hL; rL]) (equation 7); a sigmoid follows.</summary>
    public Mlp<T> TailPredictor { get; }

    /// <summary>The vectors wVV, wEV, wVE, wEE of all cross&amp;compress units.</summary>
    public IEnumerable<Weight<T>> CrossVectors => _cross.SelectMany(unit => unit.All.Take(4));

    /// <summary>Fills the parameters as the released program does: Glorot-uniform, biases 0.</summary>
    public void Initialize(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (Parameter<T> parameter in Parameters.Parameters)
        {
            bool isBias = parameter.Name.Contains("bias", StringComparison.Ordinal);
            IInitializer initializer = isBias ? new Zeros() : new XavierUniform();
            initializer.Fill(parameter, random.Split(parameter.Name));
        }
    }

    /// <summary>Shows all parameters, in their order.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>Records the lookups of items and of their entities; kept side by side, both are looked up with the same numbers.</summary>
    /// <param name="tape">The tape.</param>
    /// <returns>The two lists of numbers, and the vectors v and e.</returns>
    public (Lookup<T> Items, Lookup<T> Entities, Variable<T> Item, Variable<T> Entity) EmbedItems(Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (ItemsWithEntities is not null)
        {
            Lookup<T> both = tape.Lookup(ItemsWithEntities);
            var rows = new PairEmbedding<T>(tape, both);
            return (both, both, rows.First, rows.Second);
        }

        Lookup<T> items = tape.Lookup(Items), entities = tape.Lookup(Entities);
        return (items, entities, new Embedding<T>(tape, items).Output, new Embedding<T>(tape, entities).Output);
    }

    /// <summary>Records the L cross&amp;compress units, [v', e'] = Cross(v, e) each (equations 1 to 3).</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector.</param>
    /// <param name="e">The entity's vector.</param>
    /// <param name="outputs">Which vector the last unit computes.</param>
    /// <returns>That vector: vL or eL.</returns>
    public Variable<T> ApplyCross(Tape<T> tape, Variable<T> v, Variable<T> e, CrossOutputs outputs)
    {
        foreach (CrossWeights<T> weights in _cross.AsSpan(0, _cross.Length - 1))
        {
            var unit = new CrossCompress<T>(tape, v, e, weights);
            v = unit.Item;
            e = unit.Entity;
        }

        var last = new CrossCompress<T>(tape, v, e, _cross[^1], outputs);
        return outputs == CrossOutputs.Item ? last.Item : last.Entity;
    }

    /// <summary>H - 1 hidden layers of width 2 d, and an output layer.</summary>
    private Mlp<T> High(string name, int outputs, Activation outputActivation)
    {
        int width = 2 * Options.Dim;
        var layers = new List<DenseLayer<T>>();
        for (int layer = 0; layer < Options.HighLayers - 1; layer++)
            layers.Add(new DenseLayer<T>(Parameters, $"{name}_high{layer}.", width, width, Activation.Relu));
        layers.Add(new DenseLayer<T>(Parameters, $"{name}_out.", width, outputs, outputActivation));
        return new Mlp<T>(layers);
    }
}
