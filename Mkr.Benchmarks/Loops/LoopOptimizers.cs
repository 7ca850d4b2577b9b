using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Loops;

/// <summary>The optimizers besides <see cref="LoopAdam{T}"/>, an element at a time, on the rows that have a gradient.</summary>
internal static class LoopOptimizers
{
    public static void Sgd(LoopParameter<float> table, float rate)
    {
        foreach (int row in table.Touched)
        {
            for (int i = row * table.Columns; i < (row + 1) * table.Columns; i++)
                table.Values[i] -= rate * table.Gradient[i];
        }
    }

    /// <summary>The sums of squares are in the parameter's second moments.</summary>
    public static void AdaGrad(LoopParameter<float> table, float rate)
    {
        const float Epsilon = 1e-10f;
        foreach (int row in table.Touched)
        {
            for (int i = row * table.Columns; i < (row + 1) * table.Columns; i++)
            {
                table.SecondMoment[i] += table.Gradient[i] * table.Gradient[i];
                table.Values[i] -= rate * table.Gradient[i] / (MathF.Sqrt(table.SecondMoment[i]) + Epsilon);
            }
        }
    }
}
