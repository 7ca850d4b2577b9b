using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid;
using Mkr.Model.Training.Columns;

namespace Mkr.Tests.Model.Models.Hybrid;

/// <summary>A training pair is described as if it had not been seen: the same as by facts from which it is left out.</summary>
internal sealed class HybridTowerTests
{
    private const int Users = 6;
    private const int Items = 7;
    private const int Batch = 12;

    private static readonly Interaction[] Train =
    [
        .. from user in Enumerable.Range(0, Users)
           from k in Enumerable.Range(0, 1 + (user % 3))
           select new Interaction(user, ((user * 2) + (k * 3)) % Items, IsPositive: true),
    ];

    private static readonly WeightedRows Attributes = WeightedRows.Build(
    [
        [(0, 0.6), (2, 0.8)], [(1, 1)], [(0, 0.5), (1, 0.5), (3, 0.7)], [(2, 1)], [], [(3, 1)], [(1, 0.8), (3, 0.6)],
    ]);

    private static readonly HybridOptions Options = new()
    {
        Dim = 4,
        Units = 1,
        UserRow = true,
        HistoryPower = 0.7,
        Dropout = 0,
        NegativesPerPositive = 1,
        GraphTask = true,
        FalseAttributes = 1,
        Attention = HybridAttention.Both,
    };

    private readonly HybridFacts _facts = new(new PositiveMatrix(Train, Users, Items), Attributes);

    [Test]
    public void A_positives_logit_is_that_of_a_model_that_has_not_seen_it([Values] bool history, [Values] bool biases)
    {
        HybridModel<float> model = Model(Options with { History = history, Biases = biases });
        foreach (Interaction pair in Train)
        {
            Interaction[] others = [.. Train.Where(x => x != pair)];
            var without = new HybridFacts(new PositiveMatrix(others, Users, Items), Attributes);
            Assert.That(Logit(model, pair), Is.EqualTo(Score(model, without, pair)).Within(1e-5), $"{pair}");
        }
    }

    [Test]
    public void A_negatives_logit_is_that_of_the_encoder()
    {
        HybridModel<float> model = Model(Options);
        for (int user = 0; user < Users; user++)
        {
            foreach (int item in Enumerable.Range(0, Items).Where(i => !Train.Any(x => x.User == user && x.Item == i)))
            {
                var pair = new Interaction(user, item, IsPositive: false);
                Assert.That(Logit(model, pair), Is.EqualTo(Score(model, _facts, pair)).Within(1e-5), $"{pair}");
            }
        }
    }

    /// <summary>The vectors of the encoder against loops over the formulas, without units and layers.</summary>
    [Test]
    public void Vectors_are_those_of_loops()
    {
        HybridOptions options = Options with { Units = 0, UserRow = false, ItemPrior = 2 };
        HybridModel<float> model = Model(options);
        foreach (Weight<float> weight in model.Parameters.Parameters.OfType<Weight<float>>()) new Zeros().Fill(weight, new SeededRandom(1));
        (float[] users, float[] items) = new HybridEncoder(model, _facts).Encode();
        for (int user = 0; user < Users; user++)
        {
            ReadOnlySpan<int> history = _facts.Positives.ItemsOf(user);
            for (int j = 0; j < options.Dim; j++)
            {
                double sum = 0;
                foreach (int item in history)
                {
                    sum += model.Histories![item, j];
                    for (int k = 0; k < Attributes.Columns(item).Length; k++)
                        sum += Attributes.Weights(item)[k] * model.HistoryAttributes![Attributes.Columns(item)[k], j];
                }

                Assert.That(users[(user * (options.Dim + 1)) + j], Is.EqualTo(sum * Math.Pow(history.Length + 1, -0.7)).Within(1e-5));
            }
        }

        for (int item = 0; item < Items; item++)
        {
            double n = _facts.Positives.UsersOf(item).Length, bias = model.ItemBiases![item, 0];
            for (int k = 0; k < Attributes.Columns(item).Length; k++)
                bias += Attributes.Weights(item)[k] * model.AttributeBiases![Attributes.Columns(item)[k], 0];
            Assert.That(items[(item * (options.Dim + 1)) + options.Dim], Is.EqualTo(bias).Within(1e-5));
            double x = n / (n + 2) * model.Items[item, 0];
            for (int k = 0; k < Attributes.Columns(item).Length; k++)
                x += Attributes.Weights(item)[k] * model.Attributes![Attributes.Columns(item)[k], 0];
            Assert.That(items[item * (options.Dim + 1)], Is.EqualTo(x).Within(1e-5));
        }
    }

    /// <summary>Item 1 has attribute 1 alone, which is taken off: whatever its row is, the task's loss on it stays.</summary>
    [Test]
    public void The_graph_task_does_not_see_what_it_asks_for()
    {
        HybridModel<float> model = Model(Options with { Units = 0 });
        var task = new AttributeTask<float>(model, _facts, Batch);
        int start = 2 * Attributes.Columns(0).Length;
        new AttributeTriples<float>(_facts, Options, task, new SeededRandom(3)).Fill(start, 2);
        foreach (IBatchColumn column in task.Columns) column.Fill(2);
        Assert.That(task.Items.Rows[0], Is.EqualTo(1));
        double before = task.Tape.Forward(2);
        foreach (ref float x in model.Attributes!.Row(1)) x += 5;
        Assert.That(task.Tape.Forward(2), Is.EqualTo(before).Within(1e-6));
    }

    /// <summary>What replaces an attribute is none of the item's; what replaces an item has it not, and nothing is taken off.</summary>
    [Test]
    public void False_facts_are_false([Values] FalseFacts kind)
    {
        HybridOptions options = Options with { FalseFacts = kind, FalseAttributes = 3 };
        var task = new AttributeTask<float>(Model(options), _facts, Batch);
        var source = new AttributeTriples<float>(_facts, options, task, new SeededRandom(3));
        int replacedItems = 0;
        for (int start = 0; start + Batch <= source.Count; start += Batch)
        {
            source.Fill(start, Batch);
            for (int i = 0; i < Batch; i++)
            {
                int item = task.Items.Rows[i], attribute = task.Attributes.Rows[i];
                bool isTrue = (start + i) % 4 == 0;
                Assert.That(task.Labels.Values[i], Is.EqualTo(isTrue ? 1 : 0));
                Assert.That(Attributes.Columns(item).Contains(attribute), Is.EqualTo(isTrue));
                bool takesOff = task.Without.Ends[i] > (i == 0 ? 0 : task.Without.Ends[i - 1]);
                if (takesOff) continue;
                Assert.That(isTrue, Is.False);
                replacedItems++;
            }
        }

        Assert.That(replacedItems, kind == FalseFacts.Uniform ? Is.Zero : Is.Positive);
    }

    private HybridModel<float> Model(HybridOptions options)
    {
        var model = new HybridModel<float>(options, Users, Items, _facts.AttributeCount);
        var random = new SeededRandom(5);
        foreach (Parameter<float> parameter in model.Parameters.Parameters) new Normal(0.5).Fill(parameter, random);
        return model;
    }

    /// <summary>The logit of a pair in the midst of a batch.</summary>
    private double Logit(HybridModel<float> model, Interaction pair)
    {
        var task = new HybridTask<float>(model, _facts, Batch);
        const int Place = 5;
        for (int i = 0; i < Batch; i++)
        {
            (task.Users.Rows[i], task.Items.Rows[i]) = i is 4 or 5 or 6 ? (pair.User, i == Place ? pair.Item : 0) : (i % Users, i % Items);
            task.Labels.Values[i] = i == Place && pair.IsPositive ? 1 : 0;
        }

        foreach (IBatchColumn column in task.Columns) column.Fill(Batch);
        task.Tape.Forward(Batch);
        return task.Logits.Value[0][Place];
    }

    private static double Score(HybridModel<float> model, HybridFacts facts, Interaction pair)
    {
        (float[] users, float[] items) = new HybridEncoder(model, facts).Encode();
        float[] score = new float[1];
        HybridTowers.Create(model.Options, facts, users, items, model).ScorePairs([pair], score);
        return score[0];
    }
}
