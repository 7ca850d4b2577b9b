using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer, 2011): s ← s + g², w ← w - rate g / (√s + ε). Rows that are not in the batch have gradient 0 and stay.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AdaGrad<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _rate;
    private readonly T _epsilon;
    private readonly T _start;
    private readonly AlignedBuffer<T>[] _tables;
    private AlignedBuffer<T> _weights = AlignedBuffer<T>.Empty;

    /// <inheritdoc cref="Optimizer{T}(Tape{T}, ParameterSet{T}, double)"/>
    /// <param name="tape">The tape, fully recorded.</param>
    /// <param name="parameters">The set that its parameters belong to.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="epsilon">ε, which keeps the quotient finite.</param>
    /// <param name="start">What s starts with: the larger, the shorter are the first steps.</param>
    public AdaGrad(Tape<T> tape, ParameterSet<T> parameters, double learningRate, double epsilon = 1e-10, double start = 0)
        : base(tape, parameters, learningRate)
    {
        _rate = T.CreateChecked(learningRate);
        _epsilon = T.CreateChecked(epsilon);
        _start = T.CreateChecked(start);
        _tables = [.. tape.Tables.Select(t => NewSquares(t.Storage.Values.Length))];
    }

    /// <inheritdoc/>
    public override void Visit(StateVisitor visitor)
    {
        base.Visit(visitor);
        _weights = _weights.Visit(visitor, "squares");
        for (int i = 0; i < _tables.Length; i++)
        {
            AlignedBuffer<T> squares = _tables[i];
            visitor.Rows($"table{i}/squares", 1, squares.Length, _ => squares.Span);
        }
    }

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        if (_weights.Length != Tape.Weights.Values.Length) _weights = NewSquares(Tape.Weights.Values.Length);
    }

    /// <inheritdoc/>
    protected override void UpdateWeights(Span<T> values, ReadOnlySpan<T> gradient, int offset) =>
        Update(values, gradient, _weights.Span.Slice(offset, values.Length));

    /// <inheritdoc/>
    protected override void UpdateRows(int table, int slot, int count)
    {
        TableGradient<T> gradient = Tape.Tables[table];
        for (int end = slot + count; slot < end; slot++)
        {
            (int start, int length, int from) = gradient.Slot(slot);
            Update(gradient.Storage.Values.Slice(start, length), gradient.Values.Slice(from, length),
                _tables[table].Span.Slice(start, length));
        }
    }

    private AlignedBuffer<T> NewSquares(int length)
    {
        var squares = new AlignedBuffer<T>(length);
        squares.Span.Fill(_start);
        return squares;
    }

    private void Update(Span<T> values, ReadOnlySpan<T> gradient, Span<T> squares)
    {
        for (int i = 0; i < values.Length; i++)
        {
            squares[i] += gradient[i] * gradient[i];
            values[i] -= _rate * gradient[i] / (T.Sqrt(squares[i]) + _epsilon);
        }
    }
}
