using System.Numerics;

namespace Mkr.Engine;

/// <summary>An op that has something to do once a step, before or after all tiles.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class StepOp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected StepOp(Tape<T> tape, string name, params Variable<T>[] inputs)
        : base(tape, name, inputs)
    {
    }

    /// <summary>Called before a step's tiles.</summary>
    public abstract void BeginStep();

    /// <summary>Called after a step's tiles; with <paramref name="backward"/>, the weights' gradients are complete but for what is added here.</summary>
    public abstract void EndStep(bool backward);
}
