using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// A differentiable operation, recorded on a tape by being constructed. <see cref="Forward"/> writes the outputs' values from the inputs';
/// <see cref="Backward"/> turns the outputs' gradients into the inputs' and the weights' (a vector-Jacobian product). What is to be done
/// once a step and not for each tile, an op does as a <see cref="StepOp{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool[] _adds;

    /// <summary>Records the op on <paramref name="tape"/>.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">The op's name, for messages.</param>
    /// <param name="inputs">The variables it reads, each once.</param>
    /// <exception cref="ArgumentException">A variable is given twice: its gradient would be written twice by one kernel.</exception>
    protected Op(Tape<T> tape, string name, params Variable<T>[] inputs)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (inputs.Distinct().Count() != inputs.Length)
            throw new ArgumentException($"{name}: the same variable is given as two inputs.");
        Name = name;
        Tape = tape;
        Inputs = inputs;
        _adds = new bool[inputs.Length];
        tape.Record(this);
    }

    /// <summary>The op's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The variables it reads.</summary>
    public IReadOnlyList<Variable<T>> Inputs { get; }

    /// <summary>The variables it writes.</summary>
    public IReadOnlyList<Variable<T>> Outputs { get; protected init; } = [];

    /// <summary>The tape it is recorded on.</summary>
    protected Tape<T> Tape { get; }

    /// <summary>Computes the outputs over the current tile.</summary>
    public abstract void Forward();

    /// <summary>Computes the inputs' gradients over the current tile, and adds to the weights'.</summary>
    public abstract void Backward();

    /// <summary>
    /// Whether <see cref="Backward"/> must add to the gradient of input <paramref name="index"/>, or store it. Of a variable's readers, the
    /// one that is first in the backward pass stores: so no gradient has to be cleared.
    /// </summary>
    protected bool Adds(int index) => _adds[index];

    /// <summary>Whether <see cref="Forward"/> does anything.</summary>
    internal virtual bool HasForward => true;

    /// <summary>Whether <see cref="Backward"/> does anything.</summary>
    internal virtual bool HasBackward => true;

    /// <summary>Whether threads may run it on different blocks of a step: not where it adds to the gradients of rows in place.</summary>
    internal virtual bool CanSplit => true;

    internal void SetAdds(int index, bool adds) => _adds[index] = adds;

    /// <summary>Called once when the tape is complete, and all is known that <see cref="Adds"/> tells.</summary>
    internal virtual void Complete()
    {
    }
}
