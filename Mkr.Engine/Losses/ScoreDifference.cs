using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Losses;

/// <summary>
/// What raises the scores of true triples and lowers those of false ones: -(score(true) - score(false)), summed over the batch (MKR,
/// equation 9, second term, with lambda1 in the scale). Without false triples it is -score(true), as in the released program.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ScoreDifference<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="trueScores">One feature.</param>
    /// <param name="falseScores">One feature, or null.</param>
    public ScoreDifference(Tape<T> tape, Variable<T> trueScores, Variable<T>? falseScores = null)
        : base(tape, "score difference", falseScores is null ? [trueScores] : [trueScores, falseScores])
    {
        foreach (Variable<T> scores in Inputs)
            Guard.SameSize(Name, scores.Name, scores.Features, "a score", 1);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        double difference = 0;
        for (int input = 0; input < Inputs.Count; input++)
        {
            double sum = double.CreateChecked(TensorPrimitives.Sum<T>(Inputs[input].Value[0][..Inputs[input].Shape.Lanes]));
            difference += input == 0 ? -sum : sum;
        }

        Sum += difference;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        T scale = T.CreateChecked(Factor);
        for (int input = 0; input < Inputs.Count; input++)
        {
            T value = input == 0 ? -scale : scale;
            Span<T> gradient = Inputs[input].Gradient[0];
            if (Adds(input)) TensorPrimitives.Add(gradient, value, gradient);
            else gradient.Fill(value);
            Inputs[input].ClearPadding();
        }
    }
}
