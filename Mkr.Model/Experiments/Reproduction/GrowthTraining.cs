using System.Diagnostics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>MKR's two tasks on invented batches: what <see cref="GrowthExperiment"/> times.</summary>
internal sealed class GrowthTraining
{
    /// <summary>Users, items, entities.</summary>
    public const int Tables = 3;

    private const int Batch = 256;
    private const int Relations = 32;

    private readonly int _rows;
    private readonly RowPolicy _policy;
    private readonly SeededRandom _random = new(1);
    private readonly MkrModel<float> _model;
    private readonly MkrRsTask<float> _rs;
    private readonly MkrKgeTask<float> _kge;
    private readonly Adam<float> _rsAdam;
    private readonly Adam<float> _kgeAdam;

    public GrowthTraining(int rows, RowPolicy policy)
    {
        _rows = rows;
        _policy = policy;
        _model = new MkrModel<float>(new MkrOptions { Dim = 16, LowLayers = 1 }, new MkrSizes(rows, rows, rows, Relations), oneToOne: true);
        _model.Initialize(_random.Split("initialisation"));
        _rs = new MkrRsTask<float>(_model, Batch);
        _kge = new MkrKgeTask<float>(_model, Batch);
        _rsAdam = new Adam<float>(_rs.Tape, _model.Parameters, new AdamOptions(1e-3, policy));
        _kgeAdam = new Adam<float>(_kge.Tape, _model.Parameters, new AdamOptions(2e-4, policy));
    }

    public long ParameterBytes => sizeof(float) * _model.Parameters.ElementCount;

    public long OptimizerBytes => StateBytes(_rs.Tape) + StateBytes(_kge.Tape);

    /// <summary>Steps of both tasks, in which every row is in a batch once.</summary>
    public void ReadEveryRow(CancellationToken cancellation)
    {
        for (long first = 0; first < _rows; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            Step(lane => (int)((first + lane) % _rows));
        }
    }

    /// <summary>A step of each task on random rows.</summary>
    /// <returns>The time an example of either task, in nanoseconds.</returns>
    public (double Rs, double Kge) Step() => Step(_ => _random.NextInt32(_rows));

    private (double Rs, double Kge) Step(Func<int, int> row)
    {
        for (int lane = 0; lane < Batch; lane++)
        {
            (_rs.Users.Rows[lane], _rs.Items.Rows[lane], _rs.Labels.Values[lane]) = (row(lane), row(lane), lane % 2);
            (_kge.Heads.Rows[lane], _kge.Relations.Rows[lane]) = (row(lane), _random.NextInt32(Relations));
            (_kge.Tails.Rows[lane], _kge.FalseTriples[0].Tails.Rows[lane]) = (row(lane), row(lane));
        }

        long start = Stopwatch.GetTimestamp();
        _rs.ForwardBackward(Batch);
        _rsAdam.Step();
        long middle = Stopwatch.GetTimestamp();
        _kge.ForwardBackward(Batch);
        _kgeAdam.Step();
        long end = Stopwatch.GetTimestamp();
        return (Nanoseconds(middle - start), Nanoseconds(end - middle));
    }

    private static double Nanoseconds(long ticks) => 1e9 * ticks / Stopwatch.Frequency / Batch;

    private long StateBytes(Tape<float> tape)
    {
        long elements = tape.Weights.Values.Length, rows = 0;
        foreach (TableGradient<float> gradient in tape.Tables)
        {
            long tableRows = gradient.Tables.Sum(table => (long)table.Rows);
            elements += tableRows * (gradient.SlotStride / gradient.Tables.Count);
            if (_policy == RowPolicy.Deferred) rows += tableRows;
        }

        return (2 * sizeof(float) * elements) + (sizeof(int) * rows);
    }
}
