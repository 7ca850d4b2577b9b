using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>|w|² / 2 of weights, once a step (MKR, equation 9, third term). Backward: gradW = scale w.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightL2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightGradient<T>[] _weights;

    /// <summary>Records the penalty on each of the given weights.</summary>
    public WeightL2Penalty(Tape<T> tape, IEnumerable<Weight<T>> weights)
        : base(tape, "weight L2 penalty") => _weights = [.. weights.Select(tape.Weights.Of)];

    /// <summary>Does nothing: a weight is penalised once a step, not once a tile.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: a weight is penalised once a step, not once a tile.</summary>
    public override void Backward()
    {
    }

    /// <inheritdoc/>
    public override void EndStep(bool backward)
    {
        T scale = T.CreateChecked(Scale);
        foreach (WeightGradient<T> weight in _weights)
        {
            Span<T> values = weight.Weight.Values;
            Sum += double.CreateChecked(TensorPrimitives.SumOfSquares<T>(values)) / 2;
            if (backward) TensorPrimitives.MultiplyAdd(values, scale, weight.Values, weight.Values);
        }
    }
}
