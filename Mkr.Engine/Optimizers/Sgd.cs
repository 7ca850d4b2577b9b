using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Optimizers;

/// <summary>Stochastic gradient descent, w ← w - rate g. Rows that are not in the batch have gradient 0 and stay.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _negativeRate;

    /// <inheritdoc/>
    public Sgd(Tape<T> tape, ParameterSet<T> parameters, double learningRate)
        : base(tape, parameters, learningRate) => _negativeRate = T.CreateChecked(-learningRate);

    /// <inheritdoc/>
    protected override void UpdateWeights(Span<T> values, ReadOnlySpan<T> gradient, int offset) =>
        TensorPrimitives.MultiplyAdd(gradient, _negativeRate, values, values);

    /// <inheritdoc/>
    protected override void UpdateRows(int table, int slot, int count)
    {
        TableGradient<T> gradient = Tape.Tables[table];
        for (int end = slot + count; slot < end; slot++)
        {
            (int start, int length, int from) = gradient.Slot(slot);
            UpdateWeights(gradient.Storage.Values.Slice(start, length), gradient.Values.Slice(from, length), 0);
        }
    }
}
