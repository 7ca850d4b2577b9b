using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Models.Mkr;

namespace Mkr.Benchmarks.Loops;

/// <summary>A copy of a model's parameters, and the pieces of its network as loops over one example.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopModel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, LoopParameter<T>> _parameters;

    public LoopModel(MkrModel<T> source)
    {
        Options = source.Options;
        _parameters = source.Parameters.Parameters.ToDictionary(p => p.Name, p => new LoopParameter<T>(p));
        CrossVectors = [.. source.Sharing.Weights.Select(p => this[p.Name])];
    }

    public MkrOptions Options { get; }

    /// <summary>The weights of the pieces that have been asked for.</summary>
    public HashSet<LoopParameter<T>> Weights { get; } = [];

    /// <summary>wVV, wEV, wVE and wEE of all units.</summary>
    public IReadOnlyList<LoopParameter<T>> CrossVectors { get; }

    public LoopParameter<T> this[string name] => _parameters[name];

    public LoopMlp<T> LowLayers(string name) => new(Enumerable.Range(0, Options.LowLayers).Select(l => Layer($"low{l}.{name}_")));

    /// <summary>The KGE task's high layer, of which there is one.</summary>
    public LoopMlp<T> TailPredictor() => new([Layer("kge_out.")]);

    public LoopCrossTower<T> Cross(bool wantsItem) => new(Sides("vv", "ev", "bias_v"), Sides("ve", "ee", "bias_e"), wantsItem, Options.Dim);

    private LoopDense<T> Layer(string prefix) => new(Weight(prefix + "weight"), Weight(prefix + "bias"), relu: true);

    private LoopCross<T>[] Sides(string alongE, string alongV, string bias) =>
    [
        .. Enumerable.Range(0, Options.LowLayers)
            .Select(l => new LoopCross<T>(Weight($"low{l}.weight_{alongE}"), Weight($"low{l}.weight_{alongV}"), Weight($"low{l}.{bias}"))),
    ];

    private LoopParameter<T> Weight(string name)
    {
        Weights.Add(this[name]);
        return this[name];
    }
}
