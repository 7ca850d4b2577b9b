using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// The parameters of DKN (Wang et al., WWW 2018). With w_p the word and e_p the entity at position p of a title:
/// <code>
/// x_p = [word[w_p]; g(entity[e_p]); g'(context[e_p])]      g(x) = tanh(x W + b); the third perhaps left out
/// t   = [max over p of relu(b_z + sum over o in 0 .. z - 1 of x_{p + o} F_z[o]) for each window of z = 1, 2, ... words]
/// user = sum over the clicks j of softmax_j(a(t_j, t)) t_j
/// logit = s(user, t)      a, s: an inner product, or a layer
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DknModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double WordStart = 0.1;

    // Kept, so that an epoch allocates nothing.
    private readonly Table<T>[] _tables;

    /// <summary>A model of zeros.</summary>
    public DknModel(DknOptions options, int words, int entities)
    {
        (Options, Windows) = (options, [.. Enumerable.Range(1, options.Windows)]);
        Words = Parameters.AddTable("word_embedding", words, options.WordDim);
        Entities = Parameters.AddTable("entity_embedding", entities, options.EntityDim);
        if (options.Context) Contexts = Parameters.AddTable("context_embedding", entities, options.EntityDim);
        int columns = Windows.Sum() * options.Filters;
        WordFilters = Parameters.AddWeight("word_filters.weight", options.WordDim, columns);
        EntityFilters = Parameters.AddWeight("entity_filters.weight", options.EntityDim, columns);
        EntityTransform = new DenseLayer<T>(Parameters, "transform.", options.EntityDim, options.EntityDim, Activation.Tanh);
        if (options.Context)
        {
            ContextFilters = Parameters.AddWeight("context_filters.weight", options.EntityDim, columns);
            ContextTransform = new DenseLayer<T>(Parameters, "context_transform.", options.EntityDim, options.EntityDim, Activation.Tanh);
        }

        FilterBias = Parameters.AddWeight("filters.bias", options.Windows, options.Filters);
        if (options.Attention == DknLayer.Mlp)
        {
            AttentionClick = Parameters.AddWeight("attention_click.weight", Columns, options.AttentionHidden);
            AttentionCandidate = new DenseLayer<T>(
                Parameters, "attention_candidate.", Columns, options.AttentionHidden, Activation.Identity);
            AttentionOutput = Parameters.AddWeight("attention_out.weight", options.AttentionHidden, 1);
        }

        if (options.Prediction == DknLayer.Mlp)
        {
            PredictionHidden = new DenseLayer<T>(Parameters, "prediction.", 2 * Columns, options.PredictionHidden, Activation.Relu);
            PredictionOutput = new DenseLayer<T>(Parameters, "prediction_out.", options.PredictionHidden, 1, Activation.Identity);
        }
        else if (options.ScoreBias) ScoreBias = Parameters.AddTable("score_bias", 1, 1);

        _tables = [.. Parameters.Parameters.OfType<Table<T>>()];
    }

    public DknOptions Options { get; }

    /// <summary>z of each window.</summary>
    public IReadOnlyList<int> Windows { get; }

    public ParameterSet<T> Parameters { get; } = new();

    public Table<T> Words { get; }

    public Table<T> Entities { get; }

    public Table<T>? Contexts { get; }

    public Weight<T> WordFilters { get; }

    public Weight<T> EntityFilters { get; }

    public Weight<T>? ContextFilters { get; }

    public DenseLayer<T> EntityTransform { get; }

    public DenseLayer<T>? ContextTransform { get; }

    /// <summary>b, [windows x F].</summary>
    public Weight<T> FilterBias { get; }

    /// <summary>The half of the attention's layer that sees a click.</summary>
    public Weight<T>? AttentionClick { get; }

    /// <summary>The half that sees the candidate, with the bias.</summary>
    public DenseLayer<T>? AttentionCandidate { get; }

    public Weight<T>? AttentionOutput { get; }

    /// <summary>The prediction's layer on [user; candidate].</summary>
    public DenseLayer<T>? PredictionHidden { get; }

    public DenseLayer<T>? PredictionOutput { get; }

    /// <summary>A table of one number, which every example reads.</summary>
    public Table<T>? ScoreBias { get; }

    /// <summary>The length of a title's vector.</summary>
    public int Columns => Options.Windows * Options.Filters;

    /// <summary>What the penalty is on: tables and matrices, no biases.</summary>
    public IEnumerable<Table<T>> PenalizedTables => _tables.Where(table => table != ScoreBias);

    /// <inheritdoc cref="PenalizedTables"/>
    public IEnumerable<Weight<T>> PenalizedWeights =>
        Parameters.Parameters.OfType<Weight<T>>().Where(weight => weight.Name.EndsWith("weight", StringComparison.Ordinal));

    /// <summary>Draws words and matrices; biases start at 0, entities and contexts at the given vectors.</summary>
    /// <param name="entities">A vector for each entity but the first, which is none; null: they are drawn.</param>
    /// <param name="contexts">The same for contexts.</param>
    /// <param name="random">What is drawn from.</param>
    public void Initialize(IReadOnlyList<float[]>? entities, IReadOnlyList<float[]>? contexts, SeededRandom random)
    {
        Fill(Words, WordStart, random);
        Start(Entities, entities, random);
        if (Contexts is not null) Start(Contexts, contexts, random);
        foreach (Weight<T>? filters in new[] { WordFilters, EntityFilters, ContextFilters })
            if (filters is not null) DrawFilters(filters, random);
        foreach (Weight<T> weight in PenalizedWeights.Except([WordFilters, EntityFilters, ContextFilters!]))
            new XavierUniform().Fill(weight, random);
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

    private static void Start(Table<T> table, IReadOnlyList<float[]>? vectors, SeededRandom random)
    {
        if (vectors is null) Fill(table, WordStart, random);
        for (int row = 1; vectors is not null && row < table.Rows; row++)
            for (int j = 0; j < table.Columns; j++) table[row, j] = T.CreateChecked(vectors[row - 1][j]);
    }

    /// <summary>Each window's filters as if they were one layer on all channels of its words (Glorot and Bengio, 2010).</summary>
    private void DrawFilters(Weight<T> filters, SeededRandom random)
    {
        int channels = WordFilters.Rows + EntityFilters.Rows + (ContextFilters?.Rows ?? 0);
        for (int row = 0; row < filters.Rows; row++)
        {
            int column = 0;
            foreach (int window in Windows)
            {
                double limit = Math.Sqrt(6.0 / ((window * channels) + Options.Filters));
                for (int end = column + (window * Options.Filters); column < end; column++)
                    filters[row, column] = T.CreateChecked(((2 * random.NextDouble()) - 1) * limit);
            }
        }
    }

    private static void Fill(Table<T> table, double limit, SeededRandom random)
    {
        for (int row = 0; row < table.Rows; row++)
            for (int j = 0; j < table.Columns; j++) table[row, j] = T.CreateChecked(((2 * random.NextDouble()) - 1) * limit);
    }
}
