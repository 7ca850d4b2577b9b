using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Layers;
using Mkr.Model.Training.Columns;
using Mkr.Tests.Model.Data.Features;

namespace Mkr.Tests.Model.Layers;

/// <summary>Vectors of raw features against sums by hand.</summary>
internal sealed class FeatureVectorTests
{
    private const int Dim = 5;

    private static readonly FeatureField Words =
        FeatureSelectionTests.Field("word", FeatureOwner.User, ["a", "b", "c"], [[0, 2, 2], [], [1]]);

    private static readonly FeatureField History =
        FeatureSelectionTests.Field("history", FeatureOwner.User, ["i", "j", "k"], [[0, 2], [1], []]) with { IsHistory = true };

    private ParameterSet<double> _parameters = new();

    [SetUp]
    public void Clear() => _parameters = new ParameterSet<double>();

    [Test]
    public void It_is_the_row_and_the_bags_of_the_owners_values([Values] bool hasRow, [Values] FeatureMode mode)
    {
        FeatureField field = mode switch
        {
            FeatureMode.Idf => Words.WithInverseFrequencies(),
            FeatureMode.Sum => Words with { Mode = BagMode.Sum },
            _ => Words,
        };
        (EmbeddedFeatures<double> features, BatchOutput<double> output, Tape<double> tape) = Record(hasRow, field, isTraining: false);
        int[] users = [2, 0, 1, 0];
        Run(tape, features, users);
        for (int i = 0; i < users.Length; i++)
        {
            double[] expected = new double[Dim];
            if (hasRow) Add(expected, "user_embedding", users[i], 1);
            ReadOnlySpan<int> values = field[users[i]];
            for (int k = 0; k < values.Length; k++)
            {
                double factor = field.Weights?[field.Starts[users[i]] + k] ?? (mode == FeatureMode.Sum ? 1 : 1.0 / values.Length);
                Add(expected, "user_word_embedding", values[k], factor);
            }

            Assert.That(output.Values.Slice(i * Dim, Dim).ToArray(), Is.EqualTo(expected).Within(1e-14));
        }
    }

    /// <summary>User 0 has items 0 and 2: of a pair with item 2 only 0 is left, and beside another item both are there.</summary>
    [Test]
    public void A_history_leaves_the_examples_own_item_out([Values] bool isTraining)
    {
        (EmbeddedFeatures<double> features, BatchOutput<double> output, Tape<double> tape) = Record(hasRow: false, History, isTraining);
        Run(tape, features, [0, 0, 1]);
        double[] only = new double[Dim], both = new double[Dim], own = new double[Dim];
        Add(only, "user_history_embedding", 0, 1);
        Add(own, "user_history_embedding", 1, 1);
        Add(both, "user_history_embedding", 0, 0.5);
        Add(both, "user_history_embedding", 2, 0.5);
        double[] expected = isTraining ? [.. only, .. both, .. new double[Dim]] : [.. both, .. both, .. own];
        Assert.That(output.Values.ToArray(), Is.EqualTo(expected).Within(1e-15));
    }

    [Test]
    public void Without_fields_it_is_the_row_and_without_either_it_is_nothing()
    {
        Table<double> ids = _parameters.AddTable("ids", 3, Dim);
        var vector = new FeatureVector<double>(_parameters, ids, [], Dim);
        var tape = new Tape<double>(4);
        EmbeddedFeatures<double> features = vector.Record(tape, null);
        Assert.That((tape.Ops.Count, features.Columns.Count, vector.HasFields), Is.EqualTo((1, 0, false)));
        Assert.That(() => new FeatureVector<double>(_parameters, null, [], Dim), Throws.ArgumentException);
    }

    /// <summary>Records users; the examples' own items are 2, 1 and 1.</summary>
    private (EmbeddedFeatures<double> Features, BatchOutput<double> Output, Tape<double> Tape) Record(
        bool hasRow, FeatureField field, bool isTraining)
    {
        Table<double>? ids = hasRow ? _parameters.AddTable("user_embedding", 3, Dim) : null;
        var vector = new FeatureVector<double>(_parameters, ids, [field], Dim);
        foreach (Table<double> table in vector.Tables) new Normal(1).Fill(table, new SeededRandom(7));
        Assert.That(vector.Tables.Select(t => t.Name), Is.EqualTo(_parameters.Parameters.Select(p => p.Name)));
        var tape = new Tape<double>(4);
        var items = new RowNumbers(4);
        new[] { 2, 1, 1 }.CopyTo(items.Rows);
        EmbeddedFeatures<double> features = vector.Record(tape, isTraining ? items : null);
        return (features, new BatchOutput<double>(tape, features.Vector), tape);
    }

    private static void Run(Tape<double> tape, EmbeddedFeatures<double> features, int[] users)
    {
        users.CopyTo(features.Owners.Rows);
        foreach (IBatchColumn column in features.Columns) column.Fill(users.Length);
        tape.Forward(users.Length);
    }

    private void Add(double[] sum, string table, int row, double factor)
    {
        for (int j = 0; j < Dim; j++) sum[j] += factor * _parameters[table][row, j];
    }
}
