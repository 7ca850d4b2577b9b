using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Models.States;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// MKR's parameters, and the pieces of its network: the recommendation module (<see cref="MkrRsTask{T}"/>) and the KGE module
/// (<see cref="MkrKgeTask{T}"/>) are put together from them, and share the item and entity embeddings and the units between them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MkrModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double BilinearStart = 0.3;

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
        if (oneToOne && options.Sharing != FeatureSharing.None)
            ItemsWithEntities = Parameters.AddTablePair("item_embedding", sizes.Items, "entity_embedding", sizes.Entities, d);
        Items = ItemsWithEntities?.First ?? Parameters.AddTable("item_embedding", sizes.Items, d);
        Entities = ItemsWithEntities?.Second ?? Parameters.AddTable("entity_embedding", sizes.Entities, d);
        TripleFunction<T>? other = TripleFunctions.Create(options, Parameters, sizes.Relations);
        Table<T>? relations = other is null ? Parameters.AddTable("relation_embedding", sizes.Relations, d) : null;

        // The weights of either task are neighbours, with the shared ones in the middle: so an optimizer's step is one call.
        UserMlp = Mlp<T>.Low(Parameters, "user", d, options.LowLayers);
        Predictor = PairPredictor<T>.Create(options, Parameters);
        Sharing = SharingUnits<T>.Create(options.Sharing, Parameters, options.LowLayers, d);
        Triples = other ?? new TailPrediction<T>(options, Parameters, relations!);
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

    /// <summary>The user's low layers, uL = Mᴸ(u) (equation 4).</summary>
    public Mlp<T> UserMlp { get; }

    /// <summary>f_RS where it has parameters; null where it is the inner product.</summary>
    public PairPredictor<T>? Predictor { get; }

    /// <summary>The units that tie the tasks.</summary>
    public SharingUnits<T> Sharing { get; }

    /// <summary>The KGE module behind the units: MKR's own, or another graph embedding.</summary>
    public TripleFunction<T> Triples { get; }

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

        Predictor?.Start(random);
        Sharing.Start();
        // 0 is a saddle of bilinear scores: their relations start away from it.
        if (Triples is not TailPrediction<T>)
            Triples.Initialize(Triples.Similarity == Similarity.InnerProduct ? new Normal(BilinearStart) : new XavierUniform(), random);
    }

    /// <summary>Shows all parameters, in their order.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>
    /// Records the lookups of items and entities that an output needs, and the units on what is looked up. Kept side by side, both are
    /// looked up with the same numbers.
    /// </summary>
    /// <param name="tape">The tape.</param>
    /// <param name="output">vL or eL.</param>
    /// <returns>The lists of numbers, null where the output does not depend on the table, and the output.</returns>
    public (Lookup<T>? Items, Lookup<T>? Entities, Variable<T> Output) RecordUnits(Tape<T> tape, CrossOutputs output)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (ItemsWithEntities is not null)
        {
            Lookup<T> both = tape.Lookup(ItemsWithEntities);
            var rows = new PairEmbedding<T>(tape, both);
            return (both, both, Sharing.Apply(tape, rows.First, rows.Second, output));
        }

        Lookup<T>? items = Sharing.Crosses || output == CrossOutputs.Item ? tape.Lookup(Items) : null;
        Lookup<T>? entities = Sharing.Crosses || output == CrossOutputs.Entity ? tape.Lookup(Entities) : null;
        Variable<T>? v = items is null ? null : new Embedding<T>(tape, items).Output;
        Variable<T>? e = entities is null ? null : new Embedding<T>(tape, entities).Output;
        return (items, entities, Sharing.Apply(tape, v, e, output));
    }
}
