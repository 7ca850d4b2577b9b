using System.Globalization;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Sampling;
using Mkr.Model.Speed;
using TorchSharp;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>Times epochs of TransE and RESCAL with the margin loss at d = 64 and batch 1,024 in both programs.</summary>
internal static class TripleComparison
{
    private const int Dim = 64;
    private const int BatchSize = KgeTimer.BatchSize;
    private const int Steps = 3;
    private const double Tolerance = 1e-4;

    /// <summary>Prints the triples a second of each, in turn, since the machine may have other work.</summary>
    public static void Run(KnowledgeGraph graph, TimeSpan time)
    {
        Console.WriteLine("                     M triples/s");
        foreach ((string name, KgeOptions options) in new (string, KgeOptions)[]
        {
            ("TransE", new TransEOptions()), ("RESCAL", new RescalOptions()),
        })
        {
            KgeOptions trained = KgeTimer.Comparable(options, Dim, RowPolicy.Dense);
            Check(name, trained, graph);
            Print($"{name}, TorchSharp", Torch(trained, graph, time));
            foreach (RowPolicy rows in new[] { RowPolicy.Dense, RowPolicy.Deferred, RowPolicy.Lazy })
            {
                double speed = KgeTimer.Measure(graph, trained with { Adam = rows }, time);
                Print($"{name}, Mkr {rows.ToString().ToLowerInvariant()}", speed);
            }
        }
    }

    /// <summary>From the same parameters, on the same batches, the losses of the first steps.</summary>
    private static void Check(string name, KgeOptions options, KnowledgeGraph graph)
    {
        KgeModel<float> model = Model(options, graph);
        var torchModel = new TorchTriples(model);
        var task = new KgeTask<float>(model, BatchSize);
        var adam = new Adam<float>(task.Tape, model.Parameters, new AdamOptions(options.Rate, RowPolicy.Dense));
        SidedTriples<float> source = Source(task, graph);
        for (int step = 0; step < Steps; step++)
        {
            int start = step * BatchSize;
            source.Fill(start, BatchSize);
            double loss = task.Tape.ForwardBackward(BatchSize);
            adam.Step();
            double found = torchModel.Step(
                Side(task, true, false), Long(task.Relations.Rows), Side(task, false, false), Side(task, true, true),
                Side(task, false, true))
                .item<float>();
            if (Math.Abs(found - loss) > Tolerance * Math.Abs(loss))
                throw new InvalidOperationException($"{name}: the loss of step {step + 1} is {loss} in Mkr and {found} in TorchSharp.");
        }
    }

    /// <summary>False entities are drawn without a look whether they make a known triple.</summary>
    private static double Torch(KgeOptions options, KnowledgeGraph graph, TimeSpan time)
    {
        var model = new TorchTriples(Model(options, graph));
        Triple[] triples = graph.Triples.ToArray();
        Tensor heads = Column(triples, t => t.Head), relations = Column(triples, t => t.Relation), tails = Column(triples, t => t.Tail);
        return Rates.Median(Rates.Measure(time, () =>
        {
            using DisposeScope epoch = NewDisposeScope();
            long count = triples.Length;
            Tensor order = randperm(count), other = randint(graph.Entities.Count, count), coin = rand(count) < 0.5;
            Tensor[] columns = [heads.index_select(0, order), relations.index_select(0, order), tails.index_select(0, order)];
            Tensor[] whole = [.. columns, where(coin, other, columns[0]), where(coin, columns[2], other)];
            for (long start = 0; start < count; start += BatchSize)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor[] batch = [.. whole.Select(column => column.narrow(0, start, Math.Min(BatchSize, count - start)))];
                model.Step(batch[0], batch[1], batch[2], batch[3], batch[4]);
            }

            return count;
        }));
    }

    private static KgeModel<float> Model(KgeOptions options, KnowledgeGraph graph)
    {
        var model = new KgeModel<float>(options, graph.Entities.Count, graph.Relations.Count);
        model.Initialize(new SeededRandom(1));
        return model;
    }

    private static SidedTriples<float> Source(KgeTask<float> task, KnowledgeGraph graph) => new(
        graph.Triples, task, new TripleCorruptor(graph.Triples, graph.Entities.Count, graph.Relations.Count, isBernoulli: false),
        new SeededRandom(2));

    /// <summary>The heads or the tails of the batch, of its true or its false triples.</summary>
    private static Tensor Side(KgeTask<float> task, bool isHead, bool isFalse)
    {
        KgeSide<float> side = task.Sides[0];
        long[] entities = new long[BatchSize];
        for (int i = 0; i < entities.Length; i++)
        {
            bool isKnown = side.Direction.Values[i] > 0 == isHead;
            entities[i] = isKnown ? side.Known.Rows[i] : isFalse ? task.False[0].Rows[i] : task.Missing.Rows[i];
        }

        return tensor(entities);
    }

    private static Tensor Long(ReadOnlySpan<int> numbers) => tensor(numbers[..BatchSize].ToArray().Select(x => (long)x).ToArray());

    private static Tensor Column(Triple[] triples, Func<Triple, int> value) => tensor(triples.Select(x => (long)value(x)).ToArray());

    private static void Print(string name, double triples) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {triples / 1e6,11:0.000}"));
}
