using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// Adds variables of the same number of features: y = x1 + x2 + ..., in this order. Backward gives each the gradient of y.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sum<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="inputs">What is added, one variable or more.</param>
    /// <exception cref="ArgumentException">There is none, or they differ in their number of features.</exception>
    public Sum(Tape<T> tape, params Variable<T>[] inputs)
        : base(tape, "sum", inputs)
    {
        if (inputs.Select(x => x.Features).Distinct().Count() != 1)
            throw new ArgumentException($"{Name}: expected variables of the same number of features.", nameof(inputs));
        Output = tape.Variable(string.Join(" + ", inputs.Select(x => x.Name)), inputs[0].Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        for (int input = 0; input < Inputs.Count; input++)
            SumKernel.Put(ref Inputs[input].Start, ref Output.Start, Output.Features, add: input > 0, Output.Shape);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        for (int input = 0; input < Inputs.Count; input++)
            SumKernel.Put(ref Output.GradientStart, ref Inputs[input].GradientStart, Output.Features, Adds(input), Output.Shape);
    }
}
