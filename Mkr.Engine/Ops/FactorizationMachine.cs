using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A factorization machine of order 2 (Rendle, ICDM 2010, equation 1) on indicators, whose rows of weights are looked up, and on n real
/// features x. With (v, w) a row, k factors and a linear weight, and V [n x k], w [n], w0 the weights:
/// <code>
/// s_f = sum over rows of v_f + sum_j V_jf x_j
/// y   = w0 + sum over rows of w + sum_j w_j x_j + 1/2 sum_f ( s_f² - sum over rows of v_f² - sum_j V_jf² x_j² )
/// </code>
/// Backward: gradV_f = gradY (s_f - v_f) and gradW = gradY of a row; gradV_jf = sum over examples of gradY x_j (s_f - V_jf x_j),
/// gradW_j that of gradY x_j, and gradW0 that of gradY.
/// </summary>
/// <remarks>The products with V are those of <see cref="Dense{T}"/>, by its kernels.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FactorizationMachine<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly WeightUse<T> _bias;
    private readonly WeightUse<T> _linear;
    private readonly WeightUse<T> _factors;
    private readonly int _k;
    private readonly Variable<T> _sums;
    private readonly T[] _zeros;

    // The sum over f of V_jf², of each feature j.
    private readonly T[] _squares;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x, n features; no gradient flows into it.</param>
    /// <param name="bias">w0 [1].</param>
    /// <param name="linear">w [n x 1].</param>
    /// <param name="factors">V [n x k].</param>
    /// <param name="rows">The rows of the indicators: k factors and the linear weight each.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or x has a gradient.</exception>
    public FactorizationMachine(
        Tape<T> tape, Variable<T> x, Weight<T> bias, Weight<T> linear, Weight<T> factors, params Variable<T>[] rows)
        : base(tape, "factorization machine", rows)
    {
        Guard.SameSize(Name, x.Name, x.Features, "factors' rows", factors.Rows);
        Guard.SameSize(Name, x.Name, x.Features, "linear weights", linear.Count);
        Guard.SameSize(Name, bias.Name, bias.Count, "a bias", 1);
        foreach (Variable<T> row in rows) Guard.SameSize(Name, row.Name, row.Features, "factors and a weight", factors.Columns + 1);
        if (x.RequiresGradient) throw new ArgumentException($"{Name}: no gradient would flow into {x.Name}.", nameof(x));
        (_x, _k) = (x, factors.Columns);
        (_bias, _linear, _factors) = (tape.Weights.Use(bias), tape.Weights.Use(linear), tape.Weights.Use(factors));
        (_zeros, _squares) = (new T[_k], new T[x.Features]);
        _sums = tape.Variable("sums of factors", _k, requiresGradient: false);
        Output = tape.Variable("machine", 1);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        ref T factors = ref _factors.Weight.Start, y = ref Output.Start;
        DenseKernel.Forward<T, IdentityFunction>(ref _x.Start, _x.Features, ref factors, ref _zeros[0], ref _sums.Start, _k, _x.Shape);
        FactorizationKernel.SumSquares(ref factors, _k, _squares);
        FactorizationKernel.Start(
            ref _x.Start, _x.Features, _bias.Weight.Start, ref _linear.Weight.Start, ref _squares[0], ref y, _x.Shape);
        for (int input = 0; input < Inputs.Count; input++)
            FactorizationKernel.AddRow(ref Inputs[input].Start, _k, ref _sums.Start, ref y, _x.Shape);
        FactorizationKernel.AddSquares(ref _sums.Start, _k, ref y, _x.Shape);
    }

    /// <summary>The sums of factors become their gradients, in place.</summary>
    public override void Backward()
    {
        ref T gradY = ref Output.GradientStart;
        for (int input = 0; input < Inputs.Count; input++)
        {
            Variable<T> row = Inputs[input];
            FactorizationKernel.BackwardRow(
                ref row.Start, _k, ref _sums.Start, ref gradY, ref row.GradientStart, Adds(input), _x.Shape);
        }

        FactorizationKernel.ScaleSums(ref _sums.Start, _k, ref gradY, ref _bias.PartialStart, _bias.Adds, _x.Shape);
        DenseWeightsKernel.BackwardWeight(
            ref _x.Start, _x.Features, ref _sums.Start, _k, ref _factors.PartialStart, _factors.Adds, _x.Shape);
        FactorizationKernel.BackwardFeatures(
            ref _x.Start, _x.Features, ref gradY, ref _factors.Weight.Start, _k, ref _factors.PartialStart, ref _linear.PartialStart,
            _linear.Adds, _x.Shape);
    }
}
