using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>
/// L layers of a deep and cross network between two vectors, MKR-DCN (MKR, proposition 2), with v0 and e0 the inputs of the first:
/// <code>
/// v' = e0 (v · wEV) + v + bV
/// e' = v0 (e · wVE) + e + bE
/// </code>
/// </summary>
/// <remarks>
/// The two chains are apart: vL depends on e through e0 alone, and on no wVE or bE. So the tasks share the two tables and no weight. vL is
/// affine in v0, whatever L is.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CrossNetworkUnits<T> : SharingUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (Weight<T> EV, Weight<T> VE, Weight<T> BiasV, Weight<T> BiasE)[] _layers;

    public CrossNetworkUnits(ParameterSet<T> parameters, int layers, int dim)
    {
        _layers = [.. Enumerable.Range(0, layers).Select(l => (
            parameters.AddWeight($"low{l}.weight_ev", dim, 1),
            parameters.AddWeight($"low{l}.weight_ve", dim, 1),
            parameters.AddWeight($"low{l}.bias_v", 1, dim),
            parameters.AddWeight($"low{l}.bias_e", 1, dim)))];
    }

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => _layers.SelectMany(layer => new[] { layer.EV, layer.VE });

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> WeightsOf(CrossOutputs output) =>
        _layers.Select(layer => output == CrossOutputs.Item ? layer.EV : layer.VE);

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T>? v, Variable<T>? e, CrossOutputs output)
    {
        bool isItem = output == CrossOutputs.Item;
        (Variable<T> x, Variable<T> partner) = isItem ? (Needed(v), Needed(e)) : (Needed(e), Needed(v));
        return _layers.Aggregate(x, (input, layer) => new CrossNetwork<T>(
            tape, input, partner, isItem ? layer.EV : layer.VE, isItem ? layer.BiasV : layer.BiasE).Output);
    }
}
