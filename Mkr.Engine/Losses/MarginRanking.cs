using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>
/// The margin ranking loss of TransE (Bordes et al., 2013): of each example's true score s and its n false ones the mean of
/// max(0, γ - s + s'), summed over the batch. Backward, where that is above 0: gradS' = factor / n, gradS = -factor / n; at the hinge
/// itself 0.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MarginRanking<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RankingScores<T> _scores;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="trueScore">s, one feature.</param>
    /// <param name="falseScores">s', one feature each.</param>
    /// <exception cref="ArgumentException">There is no false score, or a score has several features.</exception>
    public MarginRanking(Tape<T> tape, Variable<T> trueScore, params Variable<T>[] falseScores)
        : base(tape, "margin ranking", [trueScore, .. falseScores]) => _scores = new RankingScores<T>(tape, Name, Inputs);

    /// <summary>γ: by how much a true triple's score is to be above a false one's.</summary>
    public double Margin { get; init; } = 1;

    /// <inheritdoc/>
    public override void Forward()
    {
        // The same number for each: what a true triple among the false ones loses on one side it gets on the other, to the bit.
        T margin = T.CreateTruncating(Margin), share = T.CreateTruncating(Factor / _scores.FalseCount);
        ReadOnlySpan<T> trueScores = _scores.True;
        Span<T> ofTrue = _scores.TrueDerivatives;
        ofTrue.Clear();
        double sum = 0;
        for (int k = 0; k < _scores.FalseCount; k++)
        {
            ReadOnlySpan<T> falseScores = _scores.False(k);
            Span<T> ofFalse = _scores.FalseDerivatives(k);
            TensorPrimitives.Subtract(falseScores, trueScores, ofFalse);
            TensorPrimitives.Add(ofFalse, margin, ofFalse);
            TensorPrimitives.Max(ofFalse, T.Zero, ofFalse);
            sum += double.CreateTruncating(TensorPrimitives.Sum<T>(ofFalse));
            for (int lane = 0; lane < ofFalse.Length; lane++)
                ofFalse[lane] = ofFalse[lane] > T.Zero ? share : T.Zero;
            TensorPrimitives.Subtract(ofTrue, ofFalse, ofTrue);
        }

        Sum += sum / _scores.FalseCount;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        for (int input = 0; input < Inputs.Count; input++)
            _scores.PutGradient(input, Adds(input));
    }
}
