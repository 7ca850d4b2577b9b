using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A cross&amp;compress unit as the paper writes it (MKR, equations 1 and 2): the d x d cross-feature matrix C = v eᵀ is built for each
/// example, and compressed along both directions, v' = C wVV + Cᵀ wEV + bV and e' = C wVE + Cᵀ wEE + bE. O(d²): the reference for
/// <see cref="CrossCompress{T}"/>, which computes the same.
/// </summary>
/// <remarks>
/// Backward, with p = gradV' and q = gradE': gradC = p wVVᵀ + wEV pᵀ + q wVEᵀ + wEE qᵀ; gradV = gradC e; gradE = gradCᵀ v; and, summed over
/// the examples, gradVV = Cᵀ p, gradEV = C p, gradVE = Cᵀ q, gradEE = C q, gradBiasV = p, gradBiasE = q.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CrossMatrix<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CrossWeights<T> _weights;
    private readonly WeightUse<T>[] _uses;

    /// <summary>Records the unit, with both outputs.</summary>
    public CrossMatrix(Tape<T> tape, Variable<T> v, Variable<T> e, CrossWeights<T> weights)
        : base(tape, "cross matrix", v, e)
    {
        Guard.SameSize(Name, v.Name, v.Features, e.Name, e.Features);
        Guard.SameSize(Name, v.Name, v.Features, weights.VV.Name, weights.VV.Count);
        _weights = weights;
        _uses = [.. weights.All.Select(weight => tape.Weights.Use(weight))];
        Matrix = tape.Variable("C", v.Features * v.Features);
        Item = tape.Variable("v'", v.Features);
        Entity = tape.Variable("e'", v.Features);
        Outputs = [Item, Entity];
    }

    /// <summary>C, row by row: element (i, j) of every example is feature i d + j.</summary>
    public Variable<T> Matrix { get; }

    /// <summary>v'.</summary>
    public Variable<T> Item { get; }

    /// <summary>e'.</summary>
    public Variable<T> Entity { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        CrossMatrixKernel.Outer(Inputs[0].Value, Inputs[1].Value, Matrix.Value);
        CrossMatrixKernel.Compress(Matrix.Value, _weights.VV.Values, _weights.EV.Values, _weights.BiasV.Values, Item.Value);
        CrossMatrixKernel.Compress(Matrix.Value, _weights.VE.Values, _weights.EE.Values, _weights.BiasE.Values, Entity.Value);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        foreach (WeightUse<T> use in _uses)
        {
            if (!use.Adds) use.Partials.Clear();
        }

        CrossMatrixKernel.CompressBackward(
            Matrix.Value, _weights.VV.Values, _weights.EV.Values, Item.Gradient, Matrix.Gradient, add: false,
            _uses[0].Partials, _uses[1].Partials, _uses[4].Partials);
        CrossMatrixKernel.CompressBackward(
            Matrix.Value, _weights.VE.Values, _weights.EE.Values, Entity.Gradient, Matrix.Gradient, add: true,
            _uses[2].Partials, _uses[3].Partials, _uses[5].Partials);
        CrossMatrixKernel.OuterBackward(
            Inputs[0].Value, Inputs[1].Value, Matrix.Gradient, Inputs[0].Gradient, Adds(0), Inputs[1].Gradient, Adds(1));
    }
}
