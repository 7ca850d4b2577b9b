using System.Numerics;
using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Loops;

/// <summary>Adam, an element at a time.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopAdam<T>(AdamOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private AdamStep<T> _step;
    private int _count;

    /// <summary>Call this once before a step's updates.</summary>
    public void BeginStep() => _step = new AdamStep<T>(options, ++_count);

    /// <summary>Moves every element.</summary>
    public void Update(LoopParameter<T> parameter) => Update(parameter, 0, parameter.Values.Length);

    /// <summary>Moves the rows that have a gradient.</summary>
    public void UpdateTouched(LoopParameter<T> parameter)
    {
        foreach (int row in parameter.Touched)
            Update(parameter, row * parameter.Columns, parameter.Columns);
    }

    private void Update(LoopParameter<T> parameter, int start, int length)
    {
        T[] w = parameter.Values, m = parameter.FirstMoment, v = parameter.SecondMoment, g = parameter.Gradient;
        for (int i = start; i < start + length; i++)
        {
            m[i] = (_step.Beta1 * m[i]) + (_step.OneMinusBeta1 * g[i]);
            v[i] = (_step.Beta2 * v[i]) + (_step.OneMinusBeta2 * g[i] * g[i]);
            w[i] -= _step.StepSize * m[i] / ((T.Sqrt(v[i]) * _step.RootCorrection) + _step.Epsilon);
        }
    }
}
