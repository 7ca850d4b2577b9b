using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A cross&amp;compress unit in its O(d) form (MKR, equation 2), on an item's vector v and an entity's vector e of length d:
/// v' = v (e·wVV) + e (v·wEV) + bV and e' = v (e·wVE) + e (v·wEE) + bE. The d x d matrix v eᵀ is never built; <see cref="CrossMatrix{T}"/> does build it.
/// </summary>
/// <remarks>
/// Backward, with p = gradV' and q = gradE': let dVV = p·v, dEV = p·e, dVE = q·v, dEE = q·e (the gradients of the four inner products). Then
/// gradV = p (e·wVV) + q (e·wVE) + wEV dEV + wEE dEE; gradE = p (v·wEV) + q (v·wEE) + wVV dVV + wVE dVE;
/// and, summed over the examples, gradVV = dVV e, gradEV = dEV v, gradVE = dVE e, gradEE = dEE v, gradBiasV = p, gradBiasE = q.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CrossCompress<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CrossSide<T>? _item;
    private readonly CrossSide<T>? _entity;

    /// <summary>Records the unit.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector.</param>
    /// <param name="e">The entity's vector.</param>
    /// <param name="weights">The six vectors.</param>
    /// <param name="outputs">What to compute.</param>
    public CrossCompress(Tape<T> tape, Variable<T> v, Variable<T> e, CrossWeights<T> weights, CrossOutputs outputs = CrossOutputs.Both)
        : base(tape, "cross&compress", v, e)
    {
        Guard.SameSize(Name, v.Name, v.Features, e.Name, e.Features);
        Guard.SameSize(Name, v.Name, v.Features, weights.VV.Name, weights.VV.Count);
        if (outputs.HasFlag(CrossOutputs.Item)) _item = new CrossSide<T>(tape, "v'", weights.VV, weights.EV, weights.BiasV);
        if (outputs.HasFlag(CrossOutputs.Entity)) _entity = new CrossSide<T>(tape, "e'", weights.VE, weights.EE, weights.BiasE);
        Outputs = [.. new[] { _item?.Output, _entity?.Output }.OfType<Variable<T>>()];
    }

    /// <summary>v'.</summary>
    public Variable<T> Item => _item?.Output ?? throw new InvalidOperationException("The unit was recorded without its item output.");

    /// <summary>e'.</summary>
    public Variable<T> Entity => _entity?.Output ?? throw new InvalidOperationException("The unit was recorded without its entity output.");

    /// <inheritdoc/>
    public override void Forward()
    {
        _item?.Forward(Inputs[0], Inputs[1]);
        _entity?.Forward(Inputs[0], Inputs[1]);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        bool addV = Adds(0), addE = Adds(1);
        if (_item is not null)
        {
            _item.Backward(Inputs[0], addV, Inputs[1], addE);
            addV = addE = true;
        }

        _entity?.Backward(Inputs[0], addV, Inputs[1], addE);
    }
}
