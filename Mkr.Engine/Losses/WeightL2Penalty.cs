using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>|w|² / 2 of weights, once a step (MKR, equation 9, third term). Backward: gradW = scale w.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightL2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightGradient<T>[] _weights;
    private (int Weight, int Gradient, int Count)[]? _runs;

    /// <summary>Records the penalty on each of the given weights.</summary>
    public WeightL2Penalty(Tape<T> tape, IEnumerable<Weight<T>> weights)
        : base(tape, "weight L2 penalty") => _weights = [.. weights.Select(tape.Weights.Of)];

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

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
        if (_weights.Length == 0) return;
        T scale = T.CreateTruncating(Factor);
        Span<T> values = _weights[0].Weight.Owner.WeightValues, gradients = Tape.Weights.Values;
        foreach ((int weight, int gradient, int count) in _runs ??= WeightGradients<T>.Runs(_weights))
        {
            Span<T> run = values.Slice(weight, count);
            Total += L2PenaltyKernel.AddScaled(run, backward ? scale : T.Zero, gradients.Slice(gradient, count)) / 2;
        }
    }
}
