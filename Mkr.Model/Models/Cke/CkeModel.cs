using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Cke;

/// <summary>
/// Collaborative knowledge base embedding (Zhang et al., KDD 2016), its structural part: an item is its own vector and that of its entity,
/// e_i = V_i + E_i, a user scores it by U_u · e_i, and TransR learns E with M and r of relations.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CkeModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T>[] _tables;

    /// <summary>A model of zeros.</summary>
    /// <param name="options">The sizes of vectors.</param>
    /// <param name="users">The number of users.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="entities">The number of entities.</param>
    /// <param name="relations">The number of relations.</param>
    public CkeModel(CkeOptions options, int users, int items, int entities, int relations)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Users = Parameters.AddTable("user_embedding", users, options.Dim);
        Items = Parameters.AddTable("item_embedding", items, options.Dim);
        Entities = Parameters.AddTable("entity_embedding", entities, options.Dim);
        Relations = Parameters.AddTable("relation_embedding", relations, options.RelationDim);
        Projections = Parameters.AddTable("relation_matrix", relations, options.Dim * options.RelationDim);
        _tables = [Users, Items, Entities, Relations, Projections];
    }

    /// <summary>The sizes of vectors, and the weights of the losses.</summary>
    public CkeOptions Options { get; }

    /// <summary>The parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>U [users x d].</summary>
    public Table<T> Users { get; }

    /// <summary>V [items x d].</summary>
    public Table<T> Items { get; }

    /// <summary>E [entities x d].</summary>
    public Table<T> Entities { get; }

    /// <summary>r [relations x k].</summary>
    public Table<T> Relations { get; }

    /// <summary>M, a row each, row-major [relations x d k].</summary>
    public Table<T> Projections { get; }

    /// <summary>Draws all parameters Glorot-uniform, M as the matrices that they are.</summary>
    public void Initialize(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (Table<T> table in (Table<T>[])[Users, Items, Entities, Relations])
            new XavierUniform().Fill(table, random.Split(table.Name));
        new XavierUniform(Options.Dim, Options.RelationDim).Fill(Projections, random.Split(Projections.Name));
    }

    /// <summary>Makes up all rows' missed steps.</summary>
    public void CatchUp()
    {
        foreach (Table<T> table in _tables) table.CatchUp();
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>Scores by U · e with the present parameters; of several entities of an item it takes the mean.</summary>
    public VectorRecommender CreateRecommender(ItemEntityMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        CatchUp();
        int dim = Options.Dim;
        float[] users = new float[Users.Rows * dim], items = new float[Items.Rows * dim];
        for (int user = 0; user < Users.Rows; user++)
            for (int j = 0; j < dim; j++) users[(user * dim) + j] = float.CreateTruncating(Users[user, j]);

        for (int item = 0; item < Items.Rows; item++)
        {
            ReadOnlySpan<int> entities = map.EntitiesOf(item);
            T share = T.One / T.CreateTruncating(entities.Length);
            for (int j = 0; j < dim; j++)
            {
                T sum = T.Zero;
                foreach (int entity in entities) sum += Entities[entity, j];
                items[(item * dim) + j] = float.CreateTruncating(Items[item, j] + (share * sum));
            }
        }

        return new VectorRecommender(CkeDefinition.TableTitle, dim, users, items);
    }
}
