using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>Nothing is shared: vL = v, and eL = e.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NoUnits<T> : SharingUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool Crosses => false;

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => [];

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> WeightsOf(CrossOutputs output) => [];

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T>? v, Variable<T>? e, CrossOutputs output) =>
        Needed(output == CrossOutputs.Item ? v : e);
}
