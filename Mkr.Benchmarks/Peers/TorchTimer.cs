using System.Diagnostics;
using Mkr.Model.Data;
using Mkr.Model.Speed;
using TorchSharp;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>
/// Times epochs of <see cref="TorchMkr"/> as Mkr's own are timed: shuffling and steps, no reading of losses, the first epoch left out, the
/// median of the others.
/// </summary>
internal sealed class TorchTimer
{
    private readonly TorchMkr _model;
    private readonly int _batchSize;
    private readonly Tensor[] _samples;
    private readonly Tensor[] _triples;

    /// <summary>A timer for a model and the examples that it trains on, held as whole columns of which a batch is a slice.</summary>
    public TorchTimer(TorchMkr model, Interaction[] train, ReadOnlySpan<Triple> triples, int batchSize)
    {
        _model = model;
        _batchSize = batchSize;
        Triple[] facts = triples.ToArray();
        _samples = [Column(train, x => x.User), Column(train, x => x.Item), tensor(train.Select(x => x.IsPositive ? 1f : 0f).ToArray())];
        _triples = [Column(facts, x => x.Head), Column(facts, x => x.Relation), Column(facts, x => x.Tail)];
    }

    /// <summary>Samples a second of the recommendation task.</summary>
    public double Samples(TimeSpan time) => Measure(time, _samples, batch => _model.RsStep(batch[0], batch[1], batch[2]));

    /// <summary>Triples a second of the KGE task.</summary>
    public double Triples(TimeSpan time) => Measure(time, _triples, batch => _model.KgeStep(batch[0], batch[1], batch[2]));

    private double Measure(TimeSpan time, Tensor[] columns, Func<Tensor[], Tensor> step)
    {
        long rows = columns[0].shape[0];
        return Rates.Median(Rates.Measure(time, () =>
        {
            using DisposeScope epoch = NewDisposeScope();
            Tensor order = randperm(rows);
            Tensor[] shuffled = [.. columns.Select(column => column.index_select(0, order))];
            for (long start = 0; start < rows; start += _batchSize)
            {
                using DisposeScope scope = NewDisposeScope();
                long length = Math.Min(_batchSize, rows - start);
                step([.. shuffled.Select(column => column.narrow(0, start, length))]);
            }

            return rows;
        }));
    }

    private static Tensor Column<TExample>(TExample[] examples, Func<TExample, int> value) =>
        tensor(examples.Select(x => (long)value(x)).ToArray());
}
