using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Keeps a variable's value for the whole batch, row-major [batch x features], after the tiles are gone. It has no gradient.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchOutput<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _variable;
    private readonly T[] _values;

    /// <summary>Records the output.</summary>
    public BatchOutput(Tape<T> tape, Variable<T> variable)
        : base(tape, "output " + variable.Name)
    {
        _variable = variable;
        _values = tape.Leaders<BatchOutput<T>>()?._values ?? new T[(long)tape.MaxBatch * variable.Features];
    }

    /// <summary>The rows of the last batch, one an example.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Tape.Batch * _variable.Features);

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> value = _variable.Value;
        Span<T> rows = _values.AsSpan(_variable.Shape.Offset * _variable.Features);
        for (int j = 0; j < value.Features; j++)
        {
            ReadOnlySpan<T> lanes = value[j];
            for (int lane = 0; lane < _variable.Shape.Lanes; lane++)
                rows[(lane * value.Features) + j] = lanes[lane];
        }
    }

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }
}
