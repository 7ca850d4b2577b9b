using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A cross&amp;compress unit in its O(d) form (MKR, equation 2), on an item's vector v and an entity's vector e of length d:
/// v' = v (e·wVV) + e (v·wEV) + bV and e' = v (e·wVE) + e (v·wEE) + bE. The d x d matrix v eᵀ is never built; <see cref="CrossMatrix{T}"/>
/// does build it.
/// </summary>
/// <remarks>
/// Backward, with p = gradV' and q = gradE', and the gradients of the four inner products dVV = p·v, dEV = p·e, dVE = q·v, dEE = q·e:
/// <code>
/// gradV = p (e·wVV) + q (e·wVE) + wEV dEV + wEE dEE
/// gradE = p (v·wEV) + q (v·wEE) + wVV dVV + wVE dVE
/// gradVV = dVV e, gradEV = dEV v, gradVE = dVE e, gradEE = dEE v, gradBiasV = p, gradBiasE = q, summed over the examples
/// </code>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CrossCompress<T> : CrossUnit<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightUse<T> _weights;

    // The four inner products, which backward needs again, and then their gradients.
    private readonly Variable<T> _products;

    /// <summary>Records the unit.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector.</param>
    /// <param name="e">The entity's vector.</param>
    /// <param name="weights">The six vectors.</param>
    /// <param name="outputs">What to compute.</param>
    public CrossCompress(Tape<T> tape, Variable<T> v, Variable<T> e, CrossWeights<T> weights, CrossOutputs outputs = CrossOutputs.Both)
        : base(tape, "cross&compress", v, e, outputs)
    {
        Guard.SameSize(Name, v.Name, v.Features, weights.VV.Name, weights.VV.Count);
        Weights = weights;
        _weights = tape.Weights.Use([.. weights.All]);
        _products = tape.Variable("inner products", 4);
    }

    /// <summary>The six vectors.</summary>
    public CrossWeights<T> Weights { get; }

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
        where TSides : struct, ICrossSides => CrossCompressKernel.Forward<T, TSides>(
            ref V.Start, ref E.Start, V.Features, ref _weights.Weight.Start, ref _products.Start, ref item.Start, ref entity.Start,
            V.Shape);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Backward<TSides>(Variable<T> item, Variable<T> entity)
        where TSides : struct, ICrossSides
    {
        CrossCompressBackward.Inputs<T, TSides>(
            ref V.Start, ref E.Start, V.Features, ref _weights.Weight.Start, ref _products.Start, ref item.GradientStart,
            ref entity.GradientStart,
            ref _products.GradientStart, ref V.GradientStart, Adds(0), ref E.GradientStart, Adds(1), V.Shape);
        CrossCompressBackward.Weights<T, TSides>(
            ref V.Start, ref E.Start, V.Features, ref item.GradientStart, ref entity.GradientStart, ref _products.GradientStart,
            ref _weights.PartialStart, _weights.Adds,
            V.Shape);
    }
}
