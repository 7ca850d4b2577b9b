using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>Steps that are split over several threads give the bits of steps on one: losses, weights and rows.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class SplitStepTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Batch = 3000;
    private const int Steps = 70; // some more than those which deferred rows make up one by one

    private static readonly MkrSizes Sizes = new(1700, 900, 2500, 7);

    [Test]
    public void The_threads_change_no_bit(
        [Values] Objective objective, [Values] PredictionFunction predictor, [Values] bool oneToOne, [Values] RowPolicy rows,
        [Values(2, 3)] int threads)
    {
        var options = new MkrOptions { Dim = 5, LowLayers = 2, HighLayers = 2, Objective = objective, FRs = predictor };
        (double[] losses, T[] values) = Train(options, oneToOne, threads, isSplit: true, Adam);
        (double[] expectedLosses, T[] expectedValues) = Train(options, oneToOne, threads, isSplit: false, Adam);
        Assert.That(losses, Is.EqualTo(expectedLosses));
        Assert.That(values.AsSpan().SequenceEqual(expectedValues), "parameters");

        Optimizer<T> Adam(Tape<T> tape, ParameterSet<T> parameters) => new Adam<T>(tape, parameters, new AdamOptions(0.01, rows));
    }

    [Test]
    public void The_threads_change_no_bit_of_other_optimizers([Values] bool sgd)
    {
        (double[] losses, T[] values) = Train(new MkrOptions(), true, 2, isSplit: true, Create);
        (double[] expectedLosses, T[] expectedValues) = Train(new MkrOptions(), true, 2, isSplit: false, Create);
        Assert.That(losses, Is.EqualTo(expectedLosses));
        Assert.That(values.AsSpan().SequenceEqual(expectedValues), "parameters");

        Optimizer<T> Create(Tape<T> tape, ParameterSet<T> parameters) =>
            sgd ? new Sgd<T>(tape, parameters, 0.1) : new AdaGrad<T>(tape, parameters, 0.1);
    }

    [Test]
    public void A_row_that_is_not_there_is_an_error_on_any_thread()
    {
        using var team = new WorkerTeam(2);
        MkrModel<T> model = CreateModel(new MkrOptions(), oneToOne: true);
        var task = new MkrRsTask<T>(model, Batch);
        task.Tape.SplitOver(team, task.Record);
        task.Tape.IsSplit = true;
        task.Users.Rows[3] = Sizes.Users;
        Assert.That(() => task.ForwardBackward(Batch),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("user_embedding"));
    }

    [Test]
    public void Another_computation_is_no_replica()
    {
        using var team = new WorkerTeam(2);
        MkrModel<T> model = CreateModel(new MkrOptions(), oneToOne: true);
        var task = new MkrRsTask<T>(model, Batch);
        Assert.That(() => task.Tape.SplitOver(team, _ => { }), Throws.ArgumentException.With.Message.StartsWith("What it records"));
        Assert.That(() => task.Tape.SplitOver(team, tape => tape.Lookup(model.Triples.Tables[0])), Throws.InvalidOperationException);
    }

    private static MkrModel<T> CreateModel(MkrOptions options, bool oneToOne)
    {
        var model = new MkrModel<T>(options, Sizes, oneToOne);
        model.Initialize(new SeededRandom(1));
        return model;
    }

    private static (double[] Losses, T[] Values) Train(
        MkrOptions options, bool oneToOne, int threads, bool isSplit, Func<Tape<T>, ParameterSet<T>, Optimizer<T>> create)
    {
        using var team = new WorkerTeam(threads);
        var random = new SeededRandom(2);
        MkrModel<T> model = CreateModel(options, oneToOne);
        var rs = new MkrRsTask<T>(model, Batch);
        var kge = new MkrKgeTask<T>(model, Batch, reportRmse: true);
        rs.Tape.SplitOver(team, rs.Record);
        kge.Tape.SplitOver(team, kge.Record);
        (rs.Tape.IsSplit, kge.Tape.IsSplit) = (isSplit, isSplit);
        Optimizer<T> rsOptimizer = create(rs.Tape, model.Parameters), kgeOptimizer = create(kge.Tape, model.Parameters);
        var losses = new List<double>();
        for (int step = 0; step < Steps; step++)
        {
            // The last tile is not full, and a small batch is one block.
            int batch = step % 5 == 4 ? 1000 : Batch - step;
            Fill(random, rs.Users.Rows, Sizes.Users);
            Fill(random, rs.Entities!.Rows, oneToOne ? Sizes.Items : Sizes.Entities);
            if (!oneToOne) Fill(random, rs.Items.Rows, Sizes.Items);
            for (int i = 0; i < batch; i++)
                rs.Labels.Values[i] = T.CreateChecked(random.NextInt32(2));
            losses.Add(rs.ForwardBackward(batch));
            rsOptimizer.Step();
            Fill(random, kge.Heads.Rows, oneToOne ? Sizes.Items : Sizes.Entities);
            if (!oneToOne) Fill(random, kge.Items!.Rows, Sizes.Items);
            Fill(random, kge.Relations.Rows, Sizes.Relations);
            Fill(random, kge.Tails.Rows, Sizes.Entities);
            foreach (FalseTriple triple in kge.FalseTriples) Fill(random, triple.Tails.Rows, Sizes.Entities);
            losses.Add(kge.ForwardBackward(batch));
            losses.Add(kge.Rmse);
            kgeOptimizer.Step();
        }

        return ([.. losses], [.. model.Parameters.Parameters.SelectMany(Values)]);
    }

    private static T[] Values(Parameter<T> parameter)
    {
        T[] values = new T[parameter.Count];
        parameter.CopyTo(values);
        return values;
    }

    private static void Fill(SeededRandom random, Span<int> rows, int limit)
    {
        foreach (ref int row in rows)
            row = random.NextInt32(limit);
    }
}
