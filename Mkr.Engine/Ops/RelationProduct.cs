using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// q = M h, or q = h M, once for each pair of a row h [d] of a table and a matrix M, row-major, a row of another: what the relation of a
/// triple makes of its head, computed before a step's examples, which have the pairs in common (RippleNet, CIKM 2018, equation 4). M is
/// [e x d], or [d x e] where h is on the left.
/// </summary>
/// <remarks>
/// Backward: gradH = gradQ M and gradM = gradQ hᵀ, or gradH = M gradQ and gradM = h gradQᵀ, pair after pair, when
/// the step's examples have added their parts to gradQ: so threads cannot share its steps. Fill the two lookups, as many heads as matrices,
/// and <see cref="Products"/> and <see cref="Count"/>: several rows may be the same product, as those of triples that differ in their
/// tails.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RelationProduct<T> : StepOp<T>, IRowSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StepLookup<T> _heads;
    private readonly StepLookup<T> _matrices;
    private readonly bool _isLeft;
    private readonly AlignedBuffer<T> _products;
    private readonly AlignedBuffer<T> _gradients;
    private readonly AlignedBuffer<T> _headGradient;
    private readonly int[] _numbers;
    private readonly int[] _starts;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="heads">The h.</param>
    /// <param name="matrices">The M.</param>
    /// <param name="capacity">The most rows of a step.</param>
    /// <param name="isLeft">Whether h is on the left.</param>
    /// <exception cref="ArgumentException">The rows of the matrices are no multiple of those of the heads.</exception>
    public RelationProduct(Tape<T> tape, StepLookup<T> heads, StepLookup<T> matrices, int capacity, bool isLeft = false)
        : base(tape, "relation product")
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        if (matrices.Columns % heads.Columns != 0)
        {
            throw new ArgumentException(
                $"{Name}: a row of '{matrices.Name}' has {matrices.Columns} elements, which is no matrix for '{heads.Name}' of "
                + $"{heads.Columns}.", nameof(matrices));
        }

        (_heads, _matrices, _isLeft, Columns) = (heads, matrices, isLeft, matrices.Columns / heads.Columns);
        Stride = (Columns + 3) / 4 * 4;
        (_products, _gradients) = (new((long)heads.Capacity * Stride), new((long)heads.Capacity * Stride));
        _headGradient = new AlignedBuffer<T>(heads.RowStride);
        (_numbers, _starts) = (new int[capacity], new int[capacity]);
    }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>Which product, counted from 0 in the order of the lookups, each row is.</summary>
    public Span<int> Products => _numbers;

    /// <summary>The rows of the step.</summary>
    public int Count { get; set; }

    /// <inheritdoc/>
    int IRowSource<T>.Stride => Stride;

    /// <inheritdoc/>
    ref T IRowSource<T>.Start => ref _products.Start;

    /// <inheritdoc/>
    ref T IRowSource<T>.GradientStart => ref _gradients.Start;

    /// <inheritdoc/>
    int[] IRowSource<T>.Offsets => _starts;

    /// <inheritdoc/>
    int[] IRowSource<T>.Slots => _starts;

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    internal override bool CanSplit => false;

    private int Stride { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There are more heads than matrices, or a row is of no product.</exception>
    public override void BeginStep(bool backward)
    {
        int pairs = _heads.Count;
        if (pairs != _matrices.Count)
            throw new InvalidOperationException($"{Name}: there are {pairs} rows of '{_heads.Name}' and {_matrices.Count} matrices.");
        for (int row = 0; row < Count; row++)
        {
            if ((uint)_numbers[row] >= (uint)pairs)
                throw new InvalidOperationException($"{Name}: row {row} is of product {_numbers[row]}, and there are {pairs}.");
            _starts[row] = _numbers[row] * Stride;
        }

        for (int pair = 0; pair < pairs; pair++)
        {
            ref T head = ref Unsafe.Add(ref _heads.Start, _heads.Offsets[pair]);
            Multiply(pair, _isLeft, ref head, ref Unsafe.Add(ref _products.Start, pair * (nint)Stride));
        }

        if (backward) Zero.Fill(ref _gradients.Start, pairs * (nint)Stride);
    }

    /// <inheritdoc/>
    public override void BackwardStep()
    {
        int length = _heads.Columns;
        for (int pair = 0; pair < _heads.Count; pair++)
        {
            ref T gradient = ref Unsafe.Add(ref _gradients.Start, pair * (nint)Stride);
            ref T head = ref Unsafe.Add(ref _heads.Start, _heads.Offsets[pair]);
            ref T gradMatrix = ref Unsafe.Add(ref _matrices.GradientStart, _matrices.Slots[pair]);
            if (_isLeft) RowMatrixKernel.AddOuter(ref head, length, ref gradient, Columns, ref gradMatrix);
            else RowMatrixKernel.AddOuter(ref gradient, Columns, ref head, length, ref gradMatrix);
            Multiply(pair, !_isLeft, ref gradient, ref _headGradient.Start);
            RowProductKernel.Add(
                ref _headGradient.Start, T.One, ref Unsafe.Add(ref _heads.GradientStart, _heads.Slots[pair]), _heads.RowStride);
        }
    }

    private void Multiply(int pair, bool fromLeft, ref T x, ref T y)
    {
        (int rows, int columns) = _isLeft ? (_heads.Columns, Columns) : (Columns, _heads.Columns);
        ref T matrix = ref Unsafe.Add(ref _matrices.Start, _matrices.Offsets[pair]);
        if (fromLeft) RowMatrixKernel.Left(ref matrix, rows, columns, ref x, ref y);
        else RowMatrixKernel.Right(ref matrix, rows, columns, ref x, ref y);
    }

    /// <summary>Does nothing: the products are there.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: who reads the products adds to their gradients.</summary>
    public override void Backward()
    {
    }
}
