using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Ops;

/// <summary>Puts the features of several variables one after the other: y = [x1; x2; ...]. Backward splits the gradient again.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Concat<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the op.</summary>
    public Concat(Tape<T> tape, params Variable<T>[] inputs)
        : base(tape, "concat", inputs)
    {
        Output = tape.Variable("[" + string.Join("; ", inputs.Select(x => x.Name)) + "]", inputs.Sum(x => x.Features));
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> y = Output.Value;
        int feature = 0;
        for (int input = 0; input < Inputs.Count; input++)
        {
            LaneMatrix<T> x = Inputs[input].Value;
            for (int j = 0; j < x.Features; j++)
                x[j].CopyTo(y[feature++]);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradY = Output.Gradient;
        int feature = 0;
        for (int input = 0; input < Inputs.Count; input++)
        {
            LaneMatrix<T> gradX = Inputs[input].Gradient;
            for (int j = 0; j < gradX.Features; j++, feature++)
            {
                if (Adds(input)) TensorPrimitives.Add(gradX[j], gradY[feature], gradX[j]);
                else gradY[feature].CopyTo(gradX[j]);
            }
        }
    }
}
