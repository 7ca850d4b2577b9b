using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// The logistic loss of an example's true score s and its n false ones s', summed over the batch, with an offset g and weights p:
/// <code>
/// J = ( log(1 + exp(-(g + s))) + sum of p' log(1 + exp(g + s')) ) / 2
/// p' = exp(α s') / sum of exp(α s') over the n false ones; 1 / n with α = 0
/// </code>
/// With α above 0 it is the self-adversarial loss of RotatE (Sun et al., ICLR 2019, equations 5 and 6). p counts as a constant. Backward:
/// gradS = -factor sigmoid(-(g + s)) / 2, gradS' = factor p' sigmoid(g + s') / 2.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LogisticRanking<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RankingScores<T> _scores;
    private readonly T[] _x;
    private readonly T[] _losses;
    private readonly T[] _largest;
    private readonly T[] _totals;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="trueScore">s, one feature.</param>
    /// <param name="falseScores">s', one feature each.</param>
    /// <exception cref="ArgumentException">There is no false score, or a score has several features.</exception>
    public LogisticRanking(Tape<T> tape, Variable<T> trueScore, params Variable<T>[] falseScores)
        : base(tape, "logistic ranking", [trueScore, .. falseScores])
    {
        _scores = new RankingScores<T>(tape, Name, Inputs);
        int lanes = tape.Shape.Capacity;
        (_x, _losses, _largest, _totals) = (new T[lanes], new T[lanes], new T[lanes], new T[lanes]);
    }

    /// <summary>g: the distance up to which a triple counts as true; scores that are negative distances need one above 0.</summary>
    public double Offset { get; init; }

    /// <summary>α: how much more the false triples of high scores weigh.</summary>
    public double Temperature { get; init; }

    /// <inheritdoc/>
    public override void Forward()
    {
        T offset = T.CreateTruncating(Offset), half = T.One / (T.One + T.One);
        Span<T> x = _x.AsSpan(0, _scores.True.Length), ofTrue = _scores.TrueDerivatives;
        TensorPrimitives.Add(_scores.True, offset, x);
        TensorPrimitives.Negate<T>(x, x);
        ofTrue.Fill(half);
        Sum += AddLosses(ofTrue);
        TensorPrimitives.Negate<T>(ofTrue, ofTrue);
        Weigh();
        for (int k = 0; k < _scores.FalseCount; k++)
        {
            Span<T> weights = _scores.FalseDerivatives(k);
            TensorPrimitives.Divide(weights, _totals.AsSpan(0, x.Length), weights);
            TensorPrimitives.Multiply(weights, half, weights);
            TensorPrimitives.Add(_scores.False(k), offset, x);
            Sum += AddLosses(weights);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        for (int input = 0; input < Inputs.Count; input++)
            _scores.PutGradient(input, Adds(input));
    }

    /// <summary>Puts exp(α (s' - max)) in the place of the derivatives by false scores, and their sums into the totals.</summary>
    private void Weigh()
    {
        int lanes = _scores.True.Length;
        T temperature = T.CreateTruncating(Temperature);
        Span<T> totals = _totals.AsSpan(0, lanes), largest = _largest.AsSpan(0, lanes);
        _scores.False(0).CopyTo(largest);
        for (int k = 1; k < _scores.FalseCount; k++)
            TensorPrimitives.Max(_scores.False(k), largest, largest);
        totals.Clear();
        for (int k = 0; k < _scores.FalseCount; k++)
        {
            Span<T> weights = _scores.FalseDerivatives(k);
            TensorPrimitives.Subtract(_scores.False(k), largest, weights);
            TensorPrimitives.Multiply(weights, temperature, weights);
            TensorPrimitives.Exp<T>(weights, weights);
            TensorPrimitives.Add(totals, weights, totals);
        }
    }

    /// <summary>The sum of weights log(1 + exp(x)); factor weights sigmoid(x) come in the place of the weights.</summary>
    private double AddLosses(Span<T> weights)
    {
        SoftplusKernel.Apply(ref _x[0], ref MemoryMarshal.GetReference(weights), ref _losses[0], LaneShape<T>.Pad(weights.Length));
        TensorPrimitives.Multiply(weights, T.CreateTruncating(Factor), weights);
        return double.CreateTruncating(TensorPrimitives.Sum<T>(_losses.AsSpan(0, weights.Length)));
    }
}
