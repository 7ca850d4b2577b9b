using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// s_k = -|x + σ r - z_k|₁, or with the Euclidean distance or its square, for x, r and the keys z_k rows of tables: what an
/// <see cref="Embedding{T}"/> of each, a <see cref="Translation{T}"/> and a <see cref="NegativeDistance{T}"/> for each key give, for
/// examples whose rows are long (TransE, Bordes et al., 2013).
/// </summary>
/// <remarks>
/// Backward: gradZ_k as of the distance, gradX = -sum of gradZ_k, gradR = σ gradX. Rows are read where they are, and their gradients are
/// added to their slots: gathering them into lanes and back would take longer than all the rest. So threads cannot share its steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TranslatedRows<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _x;
    private readonly Lookup<T> _r;
    private readonly Lookup<T>[] _keys;
    private readonly Similarity _kind;
    private readonly Direction<T> _direction;
    private readonly int _width;
    private readonly AlignedBuffer<T> _queries;
    private readonly AlignedBuffer<T> _gradient;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="kind">The distance.</param>
    /// <param name="x">x.</param>
    /// <param name="r">r.</param>
    /// <param name="direction">σ, one feature, 1 or -1; null for 1.</param>
    /// <param name="keys">The z_k.</param>
    /// <exception cref="ArgumentException">
    /// Rows have different lengths, or a lookup is of a pair of tables, or it is no distance.
    /// </exception>
    public TranslatedRows(
        Tape<T> tape, Similarity kind, Lookup<T> x, Lookup<T> r, Variable<T>? direction, IReadOnlyList<Lookup<T>> keys)
        : base(tape, "translated rows")
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(keys);
        if (kind == Similarity.InnerProduct) throw new ArgumentException($"{Name}: an inner product is no distance.", nameof(kind));
        foreach (Lookup<T> rows in (Lookup<T>[])[x, r, .. keys])
        {
            Guard.SameSize(Name, rows.Table.Name, rows.Table.Columns, x.Table.Name, x.Table.Columns);
            if (rows.IsPair) throw new ArgumentException($"{Name}: rows are not looked up in a pair of tables.", nameof(keys));
        }

        (_kind, _x, _r, _keys, _width) = (kind, x, r, [.. keys], x.RowStride);
        _direction = new Direction<T>(tape, Name, direction);
        _queries = new AlignedBuffer<T>((long)tape.Shape.Capacity * _width);
        _gradient = new AlignedBuffer<T>((long)tape.Shape.Capacity * _width);
        Outputs = [.. keys.Select((_, k) => tape.Variable($"score {k}", 1))];
    }

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    public override void Forward()
    {
        switch (_kind)
        {
            case Similarity.L1: Forward<L1Similarity>(); break;
            case Similarity.L2: Forward<L2Similarity>(); break;
            default: Forward<SquaredL2Similarity>(); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        switch (_kind)
        {
            case Similarity.L1: Backward<L1Similarity>(); break;
            case Similarity.L2: Backward<L2Similarity>(); break;
            default: Backward<SquaredL2Similarity>(); break;
        }
    }

    private void Forward<TKind>()
        where TKind : struct, ISimilarity
    {
        TranslatedRowsKernel.Query(
            ref _x.Start, Tile(_x.Offsets), ref _r.Start, Tile(_r.Offsets), ref _direction.Start, _width, ref _queries.Start);
        for (int k = 0; k < _keys.Length; k++)
        {
            TranslatedRowsKernel.Forward<T, TKind>(
                ref _queries.Start, ref _keys[k].Start, Tile(_keys[k].Offsets), _width, ref Outputs[k].Start, Outputs[k].Shape);
        }
    }

    private void Backward<TKind>()
        where TKind : struct, ISimilarity
    {
        // The queries are still those of the tile: its backward follows its forward.
        for (int k = 0; k < _keys.Length; k++)
        {
            Variable<T> y = Outputs[k];
            TranslatedRowsKernel.Backward<T, TKind>(
                ref _queries.Start, ref _keys[k].Start, Tile(_keys[k].Offsets), _width, ref y.Start, ref y.GradientStart,
                ref _gradient.Start, ref _keys[k].GradientStart, Tile(_keys[k].Slots), y.Shape);
        }

        TranslatedRowsKernel.Scatter(
            ref _gradient.Start, ref _direction.Start, _width, ref _x.GradientStart, Tile(_x.Slots), ref _r.GradientStart, Tile(_r.Slots));
    }

    /// <summary>The numbers of the tile's examples, without the padding.</summary>
    private ReadOnlySpan<int> Tile(int[] numbers) => numbers.AsSpan(Tape.Shape.Offset, Tape.Shape.Lanes);
}
