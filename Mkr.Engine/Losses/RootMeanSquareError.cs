using System.Numerics;

namespace Mkr.Engine.Losses;

/// <summary>
/// A figure to report, without a gradient: for each example the root of the mean over the features of (x - y)², averaged over the batch.
/// With x a tail's vector and y the predicted one it is the paper's RMSE of the KGE task.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RootMeanSquareError<T> : StepOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Variable<T> _y;
    private readonly T[] _squares;

    /// <summary>Records the figure.</summary>
    public RootMeanSquareError(Tape<T> tape, Variable<T> x, Variable<T> y)
        : base(tape, "root mean square error")
    {
        Guard.SameSize(Name, x.Name, x.Features, y.Name, y.Features);
        _x = x;
        _y = y;
        _squares = new T[x.Shape.Capacity];
    }

    /// <summary>The figure of the last step.</summary>
    public double Value => Total / Tape.Batch;

    /// <inheritdoc/>
    public override void Forward()
    {
        Span<T> squares = _squares.AsSpan(0, _x.Shape.Lanes);
        squares.Clear();
        for (int j = 0; j < _x.Features; j++)
        {
            ReadOnlySpan<T> x = _x.Value[j], y = _y.Value[j];
            for (int lane = 0; lane < squares.Length; lane++)
                squares[lane] += (x[lane] - y[lane]) * (x[lane] - y[lane]);
        }

        double sum = 0;
        foreach (T square in squares)
            sum += Math.Sqrt(double.CreateChecked(square) / _x.Features);
        Sum += sum;
    }

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }
}
