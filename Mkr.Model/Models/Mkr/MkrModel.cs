using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// MKR's parameters, and the pieces of its network: the recommendation module (<see cref="MkrRsTask{T}"/>) and the KGE module
/// (<see cref="MkrKgeTask{T}"/>) are put together from them, and share the item and entity embeddings and the units between them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double BilinearStart = 0.3;

    /// <summary>A model whose parameters are all zero.</summary>
    /// <param name="options">The shape and the loss.</param>
    /// <param name="sizes">The tables' sizes.</param>
    /// <param name="oneToOne">
    /// Whether each item's entity is the one with its own index: the rows of both are then kept side by side, and a step is faster.
    /// </param>
    /// <param name="fields">The raw features that vectors have beside the rows of their ids; null for none.</param>
    /// <exception cref="SettingException">Users or items are to have no row of their id, and have no field.</exception>
    public MkrModel(MkrOptions options, MkrSizes sizes, bool oneToOne = false, IReadOnlyList<FeatureField>? fields = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LowLayers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HighLayers, 1);
        Options = options;
        Sizes = sizes;
        int d = options.Dim;
        Table<T>? users = options.HasUserIds ? Parameters.AddTable("user_embedding", sizes.Users, d) : null;
        if (oneToOne && options.HasItemIds && options.Sharing != FeatureSharing.None)
            ItemsWithEntities = Parameters.AddTablePair("item_embedding", sizes.Items, "entity_embedding", sizes.Entities, d);
        Table<T>? items = ItemsWithEntities?.First ?? (options.HasItemIds ? Parameters.AddTable("item_embedding", sizes.Items, d) : null);
        Entities = ItemsWithEntities?.Second ?? Parameters.AddTable("entity_embedding", sizes.Entities, d);
        TripleFunction<T>? other = TripleFunctions.Create(options, Parameters, sizes.Relations);
        Table<T>? relations = other is null ? Parameters.AddTable("relation_embedding", sizes.Relations, d) : null;
        ILookup<FeatureOwner, FeatureField> own = (fields ?? []).ToLookup(field => field.Owner);
        if (relations is null && own[FeatureOwner.Relation].Any())
            throw new SettingException("features: only MKR's own graph side reads features of relations. Give kgeModel=mkr.");
        UserVectors = Vectors(users, own[FeatureOwner.User]);
        ItemVectors = Vectors(items, own[FeatureOwner.Item]);
        EntityVectors = Vectors(Entities, own[FeatureOwner.Entity]);
        FeatureVector<T>? relationVectors = relations is null ? null : Vectors(relations, own[FeatureOwner.Relation]);

        // The weights of either task are neighbours, with the shared ones in the middle: so an optimizer's step is one call.
        UserMlp = Mlp<T>.Low(Parameters, "user", d, options.LowLayers);
        Predictor = PairPredictor<T>.Create(options, Parameters);
        Sharing = SharingUnits<T>.Create(options.Sharing, Parameters, options.LowLayers, d);
        Triples = other ?? new TailPrediction<T>(options, Parameters, relationVectors!);
    }

    /// <summary>The shape and the loss.</summary>
    public MkrOptions Options { get; }

    /// <summary>The tables' sizes.</summary>
    public MkrSizes Sizes { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>u: the vectors of users.</summary>
    public FeatureVector<T> UserVectors { get; }

    /// <summary>v: the vectors of items.</summary>
    public FeatureVector<T> ItemVectors { get; }

    /// <summary>e: the vectors of entities.</summary>
    public FeatureVector<T> EntityVectors { get; }

    /// <summary>The users' rows.</summary>
    /// <exception cref="InvalidOperationException">Users have none.</exception>
    public Table<T> Users => UserVectors.Ids ?? throw new InvalidOperationException("Users have no rows of their own.");

    /// <summary>The items' rows.</summary>
    /// <exception cref="InvalidOperationException">Items have none.</exception>
    public Table<T> Items => ItemVectors.Ids ?? throw new InvalidOperationException("Items have no rows of their own.");

    /// <summary>The entities' rows.</summary>
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
            bool isBias = parameter is Weight<T> && parameter.Name.Contains("bias", StringComparison.Ordinal);
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
    /// Records the vectors of items and entities that an output needs, and the units on them. Rows that are kept side by side are looked up
    /// with the same numbers.
    /// </summary>
    /// <param name="tape">The tape.</param>
    /// <param name="output">vL or eL.</param>
    public RecordedUnits<T> RecordUnits(Tape<T> tape, CrossOutputs output)
    {
        ArgumentNullException.ThrowIfNull(tape);
        EmbeddedFeatures<T>? v = null, e = null;
        if (ItemsWithEntities is not null)
        {
            Lookup<T> both = tape.Lookup(ItemsWithEntities);
            var rows = new PairEmbedding<T>(tape, both);
            v = ItemVectors.Add(tape, both, rows.First, ownItems: null);
            e = EntityVectors.Add(tape, both, rows.Second, ownItems: null);
        }
        else
        {
            if (Sharing.Crosses || output == CrossOutputs.Item) v = ItemVectors.Record(tape, ownItems: null);
            if (Sharing.Crosses || output == CrossOutputs.Entity) e = EntityVectors.Record(tape, ownItems: null);
        }

        Variable<T> result = Sharing.Apply(tape, v?.Vector, e?.Vector, output);
        return new RecordedUnits<T>(v?.Owners, e?.Owners, result, [.. v?.Columns ?? [], .. e?.Columns ?? []]);
    }

    private FeatureVector<T> Vectors(Table<T>? ids, IEnumerable<FeatureField> fields) => ids is not null || fields.Any()
        ? new FeatureVector<T>(Parameters, ids, fields, Options.Dim, Options.TextShape)
        : throw new SettingException("withoutId: who has no row of the id needs a field. Add one to features.");
}
