using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Ops;

/// <summary>y = a + b, feature by feature. Backward: gradA = gradB = gradY.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Add<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the op.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public Add(Tape<T> tape, Variable<T> a, Variable<T> b)
        : base(tape, "add", a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        Output = tape.Variable($"{a.Name} + {b.Name}", a.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> a = Inputs[0].Value, b = Inputs[1].Value, y = Output.Value;
        for (int j = 0; j < y.Features; j++) TensorPrimitives.Add(a[j], b[j], y[j]);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradY = Output.Gradient;
        for (int input = 0; input < 2; input++)
        {
            LaneMatrix<T> gradient = Inputs[input].Gradient;
            for (int j = 0; j < gradY.Features; j++)
            {
                if (Adds(input)) TensorPrimitives.Add(gradient[j], gradY[j], gradient[j]);
                else gradY[j].CopyTo(gradient[j]);
            }
        }
    }
}
