using System.Numerics;
using Mkr.Engine;

namespace Mkr.Tests.Engine;

/// <summary>A loss whose gradient is what the test says: the sum of a variable's elements, each multiplied by a given number.</summary>
internal sealed class GivenGradient<T>(Tape<T> tape, Variable<T> x) : Loss<T>(tape, "given gradient", x)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The gradients, an example a row.</summary>
    public double[] Values { get; } = new double[tape.MaxBatch * x.Features];

    public override void Forward()
    {
        for (int lane = 0; lane < Inputs[0].Shape.Lanes; lane++)
        {
            for (int j = 0; j < Inputs[0].Features; j++)
                Sum += double.CreateChecked(Inputs[0].Value[j][lane]) * Chosen(lane, j);
        }
    }

    public override void Backward()
    {
        LaneMatrix<T> gradient = Inputs[0].Gradient;
        for (int j = 0; j < gradient.Features; j++)
        {
            gradient[j].Clear();
            for (int lane = 0; lane < Inputs[0].Shape.Lanes; lane++)
                gradient[j][lane] = T.CreateChecked(Chosen(lane, j));
        }
    }

    private double Chosen(int lane, int feature) => Values[((Inputs[0].Shape.Offset + lane) * Inputs[0].Features) + feature];
}
