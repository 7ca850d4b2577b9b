using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A cross-stitch unit (Misra et al., CVPR 2016; MKR, proposition 3): four scalars a = (aVV, aEV, aVE, aEE) mix two vectors of length d.
/// <code>
/// v' = aVV v + aEV e
/// e' = aVE v + aEE e
/// </code>
/// </summary>
/// <remarks>
/// Backward, with p = gradV' and q = gradE':
/// <code>
/// gradV = aVV p + aVE q        gradE = aEV p + aEE q
/// gradA = (p · v, p · e, q · v, q · e), summed over the examples
/// </code>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CrossStitch<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _v;
    private readonly Variable<T> _e;
    private readonly Variable<T>? _item;
    private readonly Variable<T>? _entity;
    private readonly CrossOutputs _outputs;
    private readonly WeightUse<T> _scalars;

    /// <summary>Records the unit.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector.</param>
    /// <param name="e">The entity's vector.</param>
    /// <param name="scalars">a, four elements.</param>
    /// <param name="outputs">What to compute.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public CrossStitch(Tape<T> tape, Variable<T> v, Variable<T> e, Weight<T> scalars, CrossOutputs outputs = CrossOutputs.Both)
        : base(tape, "cross-stitch " + scalars.Name, v, e)
    {
        Guard.SameSize(Name, v.Name, v.Features, e.Name, e.Features);
        Guard.SameSize(Name, "four scalars", 4, scalars.Name, scalars.Count);
        _v = v;
        _e = e;
        _outputs = outputs;
        _scalars = tape.Weights.Use(scalars);
        if (outputs.HasFlag(CrossOutputs.Item)) _item = tape.Variable("v'", v.Features);
        if (outputs.HasFlag(CrossOutputs.Entity)) _entity = tape.Variable("e'", v.Features);
        Outputs = [.. new[] { _item, _entity }.OfType<Variable<T>>()];
    }

    /// <summary>v'.</summary>
    public Variable<T> Item => _item ?? throw new InvalidOperationException("The unit was recorded without its item output.");

    /// <summary>e'.</summary>
    public Variable<T> Entity => _entity ?? throw new InvalidOperationException("The unit was recorded without its entity output.");

    /// <inheritdoc/>
    public override void Forward()
    {
        switch (_outputs)
        {
            case CrossOutputs.Item: Forward<ItemSide>(_item!, _item!); break;
            case CrossOutputs.Entity: Forward<EntitySide>(_entity!, _entity!); break;
            case CrossOutputs.Both: Forward<BothSides>(_item!, _entity!); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        switch (_outputs)
        {
            case CrossOutputs.Item: Backward<ItemSide>(_item!, _item!); break;
            case CrossOutputs.Entity: Backward<EntitySide>(_entity!, _entity!); break;
            case CrossOutputs.Both: Backward<BothSides>(_item!, _entity!); break;
        }
    }

    /// <summary>Of one side, either argument is its output: the other is not looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Forward<TSides>(Variable<T> item, Variable<T> entity)
        where TSides : struct, ICrossSides => CrossStitchKernel.Forward<T, TSides>(
            ref _v.Start, ref _e.Start, _v.Features, ref _scalars.Weight.Start, ref item.Start, ref entity.Start, _v.Shape);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Backward<TSides>(Variable<T> item, Variable<T> entity)
        where TSides : struct, ICrossSides => CrossStitchKernel.Backward<T, TSides>(
            ref _v.Start, ref _e.Start, _v.Features, ref _scalars.Weight.Start, ref item.GradientStart, ref entity.GradientStart,
            ref _v.GradientStart, Adds(0), ref _e.GradientStart, Adds(1), ref _scalars.PartialStart, _scalars.Adds, _v.Shape);
}
