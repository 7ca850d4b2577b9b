using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Which way each example of an op on a relation goes: σ = 1 from the head to the tail, -1 back. Without a variable, all go to the tail.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Direction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T>? _given;
    private readonly AlignedBuffer<T> _ones = AlignedBuffer<T>.Empty;

    public Direction(Tape<T> tape, string op, Variable<T>? given)
    {
        _given = given;
        if (given is not null)
        {
            Guard.SameSize(op, given.Name, given.Features, "a direction", 1);
            return;
        }

        _ones = new AlignedBuffer<T>(tape.Shape.Capacity);
        _ones.Span.Fill(T.One);
    }

    /// <summary>Whether all go to the tail.</summary>
    public bool IsForward => _given is null;

    /// <summary>σ of the tile's examples, for kernels.</summary>
    public ref T Start => ref _given is null ? ref _ones.Start : ref _given.Start;

    /// <summary>Whether an example of the tile goes back.</summary>
    public bool IsBack(int lane) => _given is not null && _given.Value[0][lane] < T.Zero;
}
