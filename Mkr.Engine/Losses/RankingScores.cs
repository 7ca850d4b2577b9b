using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>
/// The scores of a loss that ranks an example's true triple before its false ones, and the derivatives by them: of the whole loss, the
/// step's factor included.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RankingScores<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Variable<T>> _scores;
    private readonly Variable<T> _derivatives;

    /// <summary>The true score, and then the false ones.</summary>
    /// <exception cref="ArgumentException">There is no false score, or a score has several features.</exception>
    public RankingScores(Tape<T> tape, string loss, IReadOnlyList<Variable<T>> scores)
    {
        if (scores.Count < 2) throw new ArgumentException($"{loss}: there is no false score.");
        foreach (Variable<T> score in scores) Guard.SameSize(loss, score.Name, score.Features, "a score", 1);
        _scores = scores;
        _derivatives = tape.Variable("derivatives of " + loss, scores.Count, requiresGradient: false);
    }

    /// <summary>n.</summary>
    public int FalseCount => _scores.Count - 1;

    /// <summary>The true scores of the tile's examples.</summary>
    public ReadOnlySpan<T> True => Values(0);

    /// <summary>Where the derivatives by them go.</summary>
    public Span<T> TrueDerivatives => Derivatives(0);

    /// <summary>The <paramref name="k"/>-th false scores of the tile's examples.</summary>
    public ReadOnlySpan<T> False(int k) => Values(k + 1);

    /// <summary>Where the derivatives by them go.</summary>
    public Span<T> FalseDerivatives(int k) => Derivatives(k + 1);

    /// <summary>The gradient of a score, 0 being the true one, becomes the derivative, or the derivative is added to it.</summary>
    public void PutGradient(int score, bool add)
    {
        ReadOnlySpan<T> derivatives = Derivatives(score);
        Span<T> gradient = _scores[score].Gradient[0][..derivatives.Length];
        if (add) TensorPrimitives.Add(gradient, derivatives, gradient);
        else derivatives.CopyTo(gradient);
        _scores[score].ClearPadding();
    }

    private ReadOnlySpan<T> Values(int score) => _scores[score].Value[0][.._derivatives.Shape.Lanes];

    private Span<T> Derivatives(int score) => _derivatives.Value[score][.._derivatives.Shape.Lanes];
}
