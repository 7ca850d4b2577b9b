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
public sealed class CrossStitch<T> : CrossUnit<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightUse<T> _scalars;

    /// <summary>Records the unit.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector.</param>
    /// <param name="e">The entity's vector.</param>
    /// <param name="scalars">a, four elements.</param>
    /// <param name="outputs">What to compute.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public CrossStitch(Tape<T> tape, Variable<T> v, Variable<T> e, Weight<T> scalars, CrossOutputs outputs = CrossOutputs.Both)
        : base(tape, "cross-stitch " + scalars.Name, v, e, outputs)
    {
        Guard.SameSize(Name, "four scalars", 4, scalars.Name, scalars.Count);
        _scalars = tape.Weights.Use(scalars);
    }

    /// <summary>a.</summary>
    public Weight<T> Scalars => _scalars.Weight;

    /// <inheritdoc/>
    public override void Forward()
    {
        switch (Computed)
        {
            case CrossOutputs.Item: Forward<ItemSide>(Item, Item); break;
            case CrossOutputs.Entity: Forward<EntitySide>(Entity, Entity); break;
            case CrossOutputs.Both: Forward<BothSides>(Item, Entity); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        switch (Computed)
        {
            case CrossOutputs.Item: Backward<ItemSide>(Item, Item); break;
            case CrossOutputs.Entity: Backward<EntitySide>(Entity, Entity); break;
            case CrossOutputs.Both: Backward<BothSides>(Item, Entity); break;
        }
    }

    /// <summary>Of one side, either argument is its output: the other is not looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Forward<TSides>(Variable<T> item, Variable<T> entity)
        where TSides : struct, ICrossSides => CrossStitchKernel.Forward<T, TSides>(
            ref V.Start, ref E.Start, V.Features, ref _scalars.Weight.Start, ref item.Start, ref entity.Start, V.Shape);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Backward<TSides>(Variable<T> item, Variable<T> entity)
        where TSides : struct, ICrossSides => CrossStitchKernel.Backward<T, TSides>(
            ref V.Start, ref E.Start, V.Features, ref _scalars.Weight.Start, ref item.GradientStart, ref entity.GradientStart,
            ref V.GradientStart, Adds(0), ref E.GradientStart, Adds(1), ref _scalars.PartialStart, _scalars.Adds, V.Shape);
}
