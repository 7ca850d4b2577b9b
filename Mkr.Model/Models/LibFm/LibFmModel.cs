using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.LibFm;

/// <summary>
/// A factorization machine of order 2 on a user's indicator, an item's indicator, and the item's n fixed features x:
/// <code>
/// s = w0 + w_u + w_i + w · x + 1/2 sum_f ( (v_uf + v_if + sum_j V_jf x_j)² - v_uf² - v_if² - sum_j V_jf² x_j² )
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LibFmModel<T> : IPairModel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _features;

    /// <summary>A model of zeros.</summary>
    /// <param name="dim">k.</param>
    /// <param name="users">The number of users.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="features">x of each item, a row each.</param>
    public LibFmModel(int dim, int users, int items, T[] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        (Dim, _features, FeatureCount) = (dim, features, features.Length / items);
        Users = Parameters.AddTable("user_factors_and_weight", users, dim + 1);
        Items = Parameters.AddTable("item_factors_and_weight", items, dim + 1);
        FeatureFactors = Parameters.AddWeight("feature_factors", FeatureCount, dim);
        FeatureWeights = Parameters.AddWeight("feature_weights", FeatureCount, 1);
        Bias = Parameters.AddWeight("bias", 1, 1);
    }

    /// <summary>k.</summary>
    public int Dim { get; }

    /// <summary>n.</summary>
    public int FeatureCount { get; }

    /// <summary>x of each item [items x n], row-major; not trained.</summary>
    public ReadOnlySpan<T> Features => _features;

    /// <summary>The parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>v_u and behind it w_u, a row each [users x (k + 1)]: one lookup gets both.</summary>
    public Table<T> Users { get; }

    /// <summary>v_i and behind it w_i, a row each [items x (k + 1)].</summary>
    public Table<T> Items { get; }

    /// <summary>V [n x k].</summary>
    public Weight<T> FeatureFactors { get; }

    /// <summary>w [n x 1].</summary>
    public Weight<T> FeatureWeights { get; }

    /// <summary>w0 [1].</summary>
    public Weight<T> Bias { get; }

    /// <summary>The length of the vectors that a recommender's scores are inner products of.</summary>
    public static int VectorLength(int dim) => dim + 2;

    /// <summary>What the products of their last elements are.</summary>
    internal static IReadOnlyList<string> Biases { get; } = [Terms.UserBias, "the item's own part and its features"];

    /// <summary>Draws the factors from a normal distribution; linear weights and the bias start at 0.</summary>
    public void Initialize(double deviation, SeededRandom random)
    {
        var normal = new Normal(deviation);
        normal.Fill(FeatureFactors, random);
        foreach (Table<T> table in (Table<T>[])[Users, Items])
        {
            normal.Fill(table, random);
            for (int row = 0; row < table.Rows; row++) table[row, Dim] = T.Zero;
        }
    }

    /// <inheritdoc/>
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

    /// <summary>
    /// Scores by the inner products of [v_u; w0 + w_u; 1] and [z_i; 1; c_i]: with z_i = v_i + sum_j V_jf x_j, the sum is
    /// w0 + w_u + v_u · z_i + c_i, where c_i = w_i + w · x + 1/2 (|z_i|² - |v_i|² - sum_jf V_jf² x_j²) is the item's alone.
    /// </summary>
    public ITrainedModel CreateRecommender()
    {
        CatchUp();
        int length = VectorLength(Dim);
        float[] users = new float[Users.Rows * length], items = new float[Items.Rows * length];
        for (int user = 0; user < Users.Rows; user++)
        {
            Span<float> vector = users.AsSpan(user * length, length);
            for (int f = 0; f < Dim; f++) vector[f] = float.CreateTruncating(Users[user, f]);
            vector[Dim] = float.CreateTruncating(Bias[0, 0] + Users[user, Dim]);
            vector[Dim + 1] = 1;
        }

        for (int item = 0; item < Items.Rows; item++) FillItem(item, items.AsSpan(item * length, length));
        return new VectorRecommender(LibFmDefinition.TableTitle, length, users, items, Biases);
    }

    private void FillItem(int item, Span<float> vector)
    {
        ReadOnlySpan<T> x = _features.AsSpan(item * FeatureCount, FeatureCount);
        double offset = double.CreateTruncating(Items[item, Dim]);
        for (int j = 0; j < FeatureCount; j++) offset += double.CreateTruncating(FeatureWeights[j, 0] * x[j]);
        for (int f = 0; f < Dim; f++)
        {
            T z = Items[item, f], squares = z * z;
            for (int j = 0; j < FeatureCount; j++)
            {
                T product = FeatureFactors[j, f] * x[j];
                z += product;
                squares += product * product;
            }

            vector[f] = float.CreateTruncating(z);
            offset += double.CreateTruncating((z * z) - squares) / 2;
        }

        vector[Dim] = 1;
        vector[Dim + 1] = (float)offset;
    }
}
