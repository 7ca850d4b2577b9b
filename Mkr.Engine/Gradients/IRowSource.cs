using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// Rows that ops read by number, where they are, and whose gradients they add to in place: of a table (<see cref="StepLookup{T}"/>),
/// computed once a step (<see cref="Ops.RelationProduct{T}"/>, <see cref="Ops.AlignedConvolution{T}"/>), or from outside
/// (<see cref="Ops.RowInput{T}"/>).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRowSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What they are, for messages.</summary>
    string Name { get; }

    /// <summary>The elements of a row.</summary>
    int Columns { get; }

    /// <summary>The rows of the present step: their numbers are those below it.</summary>
    int Count { get; }

    /// <summary>The elements of a row in memory: <see cref="Columns"/>, padded with zeros to whole blocks of four.</summary>
    internal int Stride { get; }

    /// <summary>The first element in memory.</summary>
    internal ref T Start { get; }

    /// <summary>The first element of the gradients.</summary>
    internal ref T GradientStart { get; }

    /// <summary>Where each row starts, from <see cref="Start"/>.</summary>
    internal int[] Offsets { get; }

    /// <summary>Where the gradient of each row starts, from <see cref="GradientStart"/>.</summary>
    internal int[] Slots { get; }
}
