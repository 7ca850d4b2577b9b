using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.WideDeep;

/// <summary>
/// Wide &amp; Deep (Cheng et al., DLRS 2016) on a user's indicator, an item's indicator, and the item's n fixed features x:
/// <code>
/// wide  = w0 + w_u + w_i + w · x
/// deep  = relu(relu([P_u; Q_i; x] W1 + b1) W2 + b2) W3
/// logit = wide + deep
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WideDeepModel<T> : IPairModel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WideDeepOptions _options;
    private readonly T[] _features;

    /// <summary>A model of zeros.</summary>
    /// <param name="options">The sizes.</param>
    /// <param name="users">The number of users.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="features">x of each item, a row each.</param>
    public WideDeepModel(WideDeepOptions options, int users, int items, T[] features)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(features);
        (_options, _features, FeatureCount) = (options, features, features.Length / items);
        Users = Parameters.AddTable("user_embedding", users, options.Dim);
        Items = Parameters.AddTable("item_embedding", items, options.Dim);
        UserWeights = Parameters.AddTable("wide_user", users, 1);
        ItemWeights = Parameters.AddTable("wide_item", items, 1);
        int inputs = (2 * options.Dim) + FeatureCount;
        First = new DenseLayer<T>(Parameters, "deep0.", inputs, options.Hidden1, Activation.Relu);
        Second = new DenseLayer<T>(Parameters, "deep1.", options.Hidden1, options.Hidden2, Activation.Relu);
        Last = Parameters.AddWeight("deep_out.weight", options.Hidden2, 1);
        FeatureWeights = Parameters.AddWeight("wide_feature", FeatureCount, 1);
        Bias = Parameters.AddWeight("bias", 1, 1);
    }

    /// <summary>n.</summary>
    public int FeatureCount { get; }

    /// <summary>x of each item [items x n], row-major; not trained.</summary>
    public ReadOnlySpan<T> Features => _features;

    /// <summary>The parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>P [users x d].</summary>
    public Table<T> Users { get; }

    /// <summary>Q [items x d].</summary>
    public Table<T> Items { get; }

    /// <summary>w_u [users x 1].</summary>
    public Table<T> UserWeights { get; }

    /// <summary>w_i [items x 1].</summary>
    public Table<T> ItemWeights { get; }

    /// <summary>W1 [(2 d + n) x hidden1] and b1.</summary>
    public DenseLayer<T> First { get; }

    /// <summary>W2 [hidden1 x hidden2] and b2.</summary>
    public DenseLayer<T> Second { get; }

    /// <summary>W3 [hidden2 x 1].</summary>
    public Weight<T> Last { get; }

    /// <summary>w [n x 1].</summary>
    public Weight<T> FeatureWeights { get; }

    /// <summary>w0 [1].</summary>
    public Weight<T> Bias { get; }

    /// <summary>Draws vectors and layers (<see cref="XavierUniform"/>); biases and wide weights start at 0.</summary>
    public void Initialize(SeededRandom random)
    {
        foreach (Parameter<T> parameter in (Parameter<T>[])[Users, Items, First.Weight, Second.Weight, Last])
            new XavierUniform().Fill(parameter, random);
    }

    /// <inheritdoc/>
    public void CatchUp()
    {
        Users.CatchUp();
        Items.CatchUp();
        UserWeights.CatchUp();
        ItemWeights.CatchUp();
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>
    /// The first layer is linear before its ReLU: what a user adds to it is computed once for all items, and what an item adds once for all
    /// users, b1 included.
    /// </summary>
    public ITrainedModel CreateRecommender()
    {
        CatchUp();
        var recommender = new WideDeepRecommender(_options, Users.Rows, Items.Rows);
        var hidden = new T[_options.Hidden1];
        for (int user = 0; user < Users.Rows; user++)
        {
            Array.Clear(hidden);
            AddProduct(Users.Row(user), 0, hidden);
            Copy(hidden, recommender.UserHidden(user));
            recommender.UserWeights[user] = float.CreateTruncating(Bias[0, 0] + UserWeights[user, 0]);
        }

        for (int item = 0; item < Items.Rows; item++)
        {
            ReadOnlySpan<T> features = _features.AsSpan(item * FeatureCount, FeatureCount);
            First.Bias.Values.CopyTo(hidden);
            AddProduct(Items.Row(item), _options.Dim, hidden);
            AddProduct(features, 2 * _options.Dim, hidden);
            Copy(hidden, recommender.ItemHidden(item));
            recommender.ItemWeights[item] =
                float.CreateTruncating(ItemWeights[item, 0] + TensorPrimitives.Dot(features, FeatureWeights.Values));
        }

        Copy(Second.Weight.Values, recommender.Second.Weight.Values);
        Copy(Second.Bias.Values, recommender.Second.Bias.Values);
        Copy(Last.Values, recommender.Last.Values);
        return recommender;
    }

    /// <summary>hidden += x W1, with the rows of W1 from <paramref name="first"/> on.</summary>
    private void AddProduct(ReadOnlySpan<T> x, int first, Span<T> hidden)
    {
        for (int j = 0; j < x.Length; j++)
            TensorPrimitives.MultiplyAdd(First.Weight.Values.Slice((first + j) * hidden.Length, hidden.Length), x[j], hidden, hidden);
    }

    private static void Copy(ReadOnlySpan<T> source, Span<float> destination) =>
        TensorPrimitives.ConvertTruncating(source, destination);
}
