using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.Factorization;

/// <summary>
/// Matrix factorization for ranking (Rendle et al., UAI 2009): a user scores an item by s = u · i + b_i. A user's bias would change
/// no ranking and get no gradient: there is none.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BprMfModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A model of zeros.</summary>
    /// <param name="dim">d.</param>
    /// <param name="users">The number of users.</param>
    /// <param name="items">The number of items.</param>
    public BprMfModel(int dim, int users, int items)
    {
        Dim = dim;
        Users = Parameters.AddTable("user_embedding", users, dim);
        Items = Parameters.AddTable("item_embedding_and_bias", items, dim + 1);
    }

    /// <summary>The length of the vectors that a recommender's scores are inner products of.</summary>
    public static int VectorLength(int dim) => dim + 2;

    /// <summary>What the products of their last elements are.</summary>
    internal static IReadOnlyList<string> Biases { get; } = [Terms.ItemBias, Terms.UserOffset];

    /// <summary>d.</summary>
    public int Dim { get; }

    /// <summary>The parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>u, a row each [users x d].</summary>
    public Table<T> Users { get; }

    /// <summary>i and behind it b_i, a row each [items x (d + 1)]: one lookup gets both.</summary>
    public Table<T> Items { get; }

    /// <summary>Draws the vectors (<see cref="XavierUniform"/>); biases start at 0.</summary>
    public void Initialize(SeededRandom random)
    {
        new XavierUniform().Fill(Users, random);
        new XavierUniform().Fill(Items, random);
        for (int item = 0; item < Items.Rows; item++)
            Items[item, Dim] = T.Zero;
    }

    /// <summary>Makes up all rows' missed steps.</summary>
    public void CatchUp()
    {
        Users.CatchUp();
        Items.CatchUp();
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>Scores by s_ui - o_u with the present parameters, as the inner product of [u; 1; -o_u] and [i; b_i; 1].</summary>
    /// <param name="offsets">o_u, which makes scores of different users comparable (<see cref="UserOffsets"/>); empty for 0.</param>
    public VectorRecommender CreateRecommender(ReadOnlySpan<float> offsets = default)
    {
        int length = VectorLength(Dim);
        float[] users = new float[Users.Rows * length], items = new float[Items.Rows * length];
        CatchUp();
        for (int user = 0; user < Users.Rows; user++)
        {
            Span<float> row = users.AsSpan(user * length, length);
            Copy(Users.Row(user), row);
            row[Dim] = 1;
            row[Dim + 1] = offsets.IsEmpty ? 0 : -offsets[user];
        }

        for (int item = 0; item < Items.Rows; item++)
        {
            Span<float> row = items.AsSpan(item * length, length);
            Copy(Items.Row(item), row);
            row[Dim + 1] = 1;
        }

        return new VectorRecommender(BprMfDefinition.TableTitle, length, users, items, Biases);
    }

    private static void Copy(ReadOnlySpan<T> source, Span<float> destination)
    {
        for (int feature = 0; feature < source.Length; feature++)
            destination[feature] = float.CreateTruncating(source[feature]);
    }
}
