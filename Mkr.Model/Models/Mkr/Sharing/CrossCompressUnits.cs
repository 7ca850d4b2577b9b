using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>L cross&amp;compress units (MKR, equations 1 to 3).</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CrossCompressUnits<T>(ParameterSet<T> parameters, int layers, int dim) : SharingUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CrossWeights<T>[] _units =
        [.. Enumerable.Range(0, layers).Select(l => CrossWeights<T>.Create(parameters, $"low{l}.", dim))];

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => _units.SelectMany(unit => unit.All.Take(4));

    /// <summary>All of the units but the last, of which each output has its own two.</summary>
    public override IEnumerable<Weight<T>> WeightsOf(CrossOutputs output)
    {
        CrossWeights<T> last = _units[^1];
        IEnumerable<Weight<T>> others = _units[..^1].SelectMany(unit => unit.All.Take(4));
        return output == CrossOutputs.Item ? [.. others, last.VV, last.EV] : [.. others, last.VE, last.EE];
    }

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T>? v, Variable<T>? e, CrossOutputs output)
    {
        (Variable<T> item, Variable<T> entity) = (Needed(v), Needed(e));
        foreach (CrossWeights<T> weights in _units.AsSpan(0, _units.Length - 1))
        {
            var unit = new CrossCompress<T>(tape, item, entity, weights);
            (item, entity) = (unit.Item, unit.Entity);
        }

        var last = new CrossCompress<T>(tape, item, entity, _units[^1], output);
        return output == CrossOutputs.Item ? last.Item : last.Entity;
    }
}
