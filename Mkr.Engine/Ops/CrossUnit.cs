using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// A unit that makes of an item's vector v and an entity's vector e, of length d, their next ones v' and e', or one of them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class CrossUnit<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T>? _item;
    private readonly Variable<T>? _entity;

    private protected CrossUnit(Tape<T> tape, string name, Variable<T> v, Variable<T> e, CrossOutputs outputs)
        : base(tape, name, v, e)
    {
        Guard.SameSize(Name, v.Name, v.Features, e.Name, e.Features);
        (V, E, Computed) = (v, e, outputs);
        if (outputs.HasFlag(CrossOutputs.Item)) _item = tape.Variable("v'", v.Features);
        if (outputs.HasFlag(CrossOutputs.Entity)) _entity = tape.Variable("e'", v.Features);
        Outputs = [.. new[] { _item, _entity }.OfType<Variable<T>>()];
    }

    /// <summary>v'.</summary>
    public Variable<T> Item => _item ?? throw new InvalidOperationException("The unit was recorded without its item output.");

    /// <summary>e'.</summary>
    public Variable<T> Entity => _entity ?? throw new InvalidOperationException("The unit was recorded without its entity output.");

    /// <summary>v.</summary>
    private protected Variable<T> V { get; }

    /// <summary>e.</summary>
    private protected Variable<T> E { get; }

    /// <summary>What is computed.</summary>
    public CrossOutputs Computed { get; }
}
