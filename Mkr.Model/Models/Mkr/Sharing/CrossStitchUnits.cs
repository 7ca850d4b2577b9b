using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>
/// L cross-stitch units, MKR-stitch (MKR, proposition 3): four scalars a layer, no biases. They start as 1, 0, 0, 1: nothing is shared yet,
/// but the gradient of the scalars that share is not 0.
/// </summary>
/// <remarks>L units are one with the product of their 2 x 2 matrices: more of them add no function.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CrossStitchUnits<T>(ParameterSet<T> parameters, int layers) : SharingUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Weight<T>[] _units = [.. Enumerable.Range(0, layers).Select(l => parameters.AddWeight($"low{l}.stitch", 4, 1))];

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => _units;

    /// <summary>A unit's four scalars are one weight, and either output depends on two of the last one's.</summary>
    public override IEnumerable<Weight<T>> WeightsOf(CrossOutputs output) => _units;

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T>? v, Variable<T>? e, CrossOutputs output)
    {
        (Variable<T> item, Variable<T> entity) = (Needed(v), Needed(e));
        foreach (Weight<T> scalars in _units.AsSpan(0, _units.Length - 1))
        {
            var unit = new CrossStitch<T>(tape, item, entity, scalars);
            (item, entity) = (unit.Item, unit.Entity);
        }

        var last = new CrossStitch<T>(tape, item, entity, _units[^1], output);
        return output == CrossOutputs.Item ? last.Item : last.Entity;
    }

    /// <inheritdoc/>
    public override void Start()
    {
        foreach (Weight<T> unit in _units) unit.CopyFrom([T.One, T.Zero, T.Zero, T.One]);
    }
}
