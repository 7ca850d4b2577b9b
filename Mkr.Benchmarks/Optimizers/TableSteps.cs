using Mkr.Benchmarks.Kernels;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Optimizers;

/// <summary>
/// Steps on a table: rows are looked up, random gradients are added up, and an optimizer moves the table. The rows are other ones in each
/// step, 16 batches of them round and round. Also the same in plain loops, so that what is compared begins and ends with the same.
/// </summary>
internal sealed class TableSteps
{
    private const int Batches = 16;

    private readonly int[][] _batches;
    private readonly Table<float> _table;
    private int _next;
    private Tape<float>? _tape;
    private Lookup<float>? _lookup;
    private Optimizer<float>? _optimizer;
    private LoopParameter<float>? _loop;
    private float[] _gradients = [];

    public TableSteps(int rows, int dim, int batch)
    {
        var random = new SeededRandom(1);
        _batches = [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, batch).Select(_ => random.NextInt32(rows)).ToArray())];
        Parameters = new ParameterSet<float>();
        _table = Parameters.AddTable("table", rows, dim);
    }

    public ParameterSet<float> Parameters { get; }

    /// <summary>Records the lookup, for an optimizer of the engine.</summary>
    public void UseTape(Func<Tape<float>, ParameterSet<float>, Optimizer<float>> create)
    {
        int batch = _batches[0].Length;
        _tape = new Tape<float>(batch);
        _lookup = _tape.Lookup(_table);
        Variable<float> rows = new Embedding<float>(_tape, _lookup).Output;
        _tape.ForwardBackward(Math.Min(batch, _tape.Shape.Capacity));
        LaneRows.Fill(rows.Gradient, new SeededRandom(2));
        _optimizer = create(_tape, Parameters);
    }

    /// <summary>Copies the table, for loops.</summary>
    public void UseLoops()
    {
        var random = new SeededRandom(2);
        _loop = new LoopParameter<float>(_table);
        _gradients = [.. Enumerable.Range(0, _batches[0].Length * _table.Columns).Select(_ => (float)random.NextGaussian())];
    }

    public void TapeStep()
    {
        int[] rows = NextRows();
        rows.CopyTo(_lookup!.Rows);
        _tape!.ForwardBackward(rows.Length);
        _optimizer!.Step();
    }

    public void LoopStep(Action<LoopParameter<float>> update)
    {
        _loop!.ClearTouched();
        int[] rows = NextRows();
        for (int i = 0; i < rows.Length; i++)
            _loop.AddGradient(rows[i], _gradients.AsSpan(i * _loop.Columns, _loop.Columns));
        update(_loop);
    }

    private int[] NextRows() => _batches[_next++ % Batches];
}
