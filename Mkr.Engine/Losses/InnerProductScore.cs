using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// <see cref="InnerProductLoss{T}"/> that raises the score s = sigmoid(a · b): f(z) = -sigmoid(z) and f'(z) = -s (1 - s) (MKR, equation 8
/// and the second term of 9). With a scale below 0 it lowers the score, as is done for false triples. What an
/// <see cref="Ops.InnerProduct{T}"/>, an <see cref="Ops.Sigmoid{T}"/> and a <see cref="ScoreDifference{T}"/> give.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class InnerProductScore<T> : InnerProductLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="a">a.</param>
    /// <param name="b">b.</param>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public InnerProductScore(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "inner product score", a, b)
    {
        Scores = tape.Variable("score", 1, requiresGradient: false);
        Outputs = [Product, Scores];
    }

    /// <summary>s.</summary>
    public Variable<T> Scores { get; }

    /// <inheritdoc/>
    private protected override double Apply(ref T z, ref T derivatives, LaneShape<T> shape) =>
        -ScoreKernel.Forward(ref z, ref Scores.Start, ref derivatives, shape);
}
