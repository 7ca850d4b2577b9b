using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x M, or y = M x where the example goes back, with M [d x k] a row of a table, row-major: the matrix of the example's relation
/// (RESCAL, Nickel et al., 2011; TransR, Lin et al., 2015). Going back needs k = d.
/// </summary>
/// <remarks>
/// Backward: gradX = M gradY and gradM = x gradYᵀ; going back, gradX = gradY M and gradM = gradY xᵀ. A matrix is read where it is, and its
/// gradient is added to its row's slot: d k numbers an example would not fit a tile. So threads cannot share its steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RelationProjection<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Lookup<T> _matrices;
    private readonly Direction<T> _direction;
    private readonly int _features;
    private readonly int _outputs;

    // Examples are rows here: a matrix is used row by row. y's rows are those of gradX too.
    private readonly TileRows<T> _xRows;
    private readonly TileRows<T> _yRows;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x, d features.</param>
    /// <param name="matrices">The rows with the matrices.</param>
    /// <param name="direction">1, or -1 where the example goes back; null for 1.</param>
    /// <exception cref="ArgumentException">
    /// d does not divide the length of a row, or there is a direction and k is not d, or the lookup is of a pair.
    /// </exception>
    public RelationProjection(Tape<T> tape, Variable<T> x, Lookup<T> matrices, Variable<T>? direction = null)
        : base(tape, "relation projection", x)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        if (matrices.IsPair) throw new ArgumentException($"{Name}: matrices are not looked up in a pair of tables.", nameof(matrices));
        int elements = matrices.Table.Columns;
        if (elements % x.Features != 0 || (direction is not null && elements != x.Features * x.Features))
        {
            throw new ArgumentException(
                $"{Name}: {x.Name} has {x.Features} features, which does not fit a matrix of {elements} elements, "
                + $"a row of '{matrices.Table.Name}'.");
        }

        (_x, _matrices, _features, _outputs) = (x, matrices, x.Features, elements / x.Features);
        _direction = new Direction<T>(tape, Name, direction);
        (_xRows, _yRows) = (new TileRows<T>(tape.Shape, _features), new TileRows<T>(tape.Shape, _outputs));
        Output = tape.Variable($"{x.Name} M", _outputs);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    public override void Forward()
    {
        _xRows.Read(ref _x.Start);
        _yRows.Clear();
        for (int lane = 0; lane < _x.Shape.Lanes; lane++)
        {
            ref T matrix = ref Unsafe.Add(ref _matrices.Start, _matrices.Offsets[_x.Shape.Offset + lane]);
            Multiply(ref matrix, _direction.IsBack(lane), ref _xRows[lane], ref _yRows[lane]);
        }

        _yRows.Write(Output, gradient: false, add: false);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        // The rows of x are still those of the tile: its backward follows its forward.
        _yRows.Read(ref Output.GradientStart);
        for (int lane = 0; lane < _x.Shape.Lanes; lane++)
        {
            int example = _x.Shape.Offset + lane;
            bool isBack = _direction.IsBack(lane);
            ref T gradient = ref Unsafe.Add(ref _matrices.GradientStart, _matrices.Slots[example]);
            ref T x = ref _xRows[lane], g = ref _yRows[lane];
            if (isBack) RowMatrixKernel.AddOuter(ref g, _outputs, ref x, _features, ref gradient);
            else RowMatrixKernel.AddOuter(ref x, _features, ref g, _outputs, ref gradient);
            ref T matrix = ref Unsafe.Add(ref _matrices.Start, _matrices.Offsets[example]);
            // In the place of x, which has done its work.
            Multiply(ref matrix, !isBack, ref g, ref x);
        }

        _xRows.ClearPadding();
        _xRows.Write(_x, gradient: true, Adds(0));
    }

    private void Multiply(ref T matrix, bool fromRight, ref T x, ref T y)
    {
        if (fromRight) RowMatrixKernel.Right(ref matrix, _features, _outputs, ref x, ref y);
        else RowMatrixKernel.Left(ref matrix, _features, _outputs, ref x, ref y);
    }
}
