using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Mkr.Prediction;

/// <summary>An MLP on [uL; vL] of H - 1 hidden layers of width 2 d, and one output without an activation.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MlpPredictor<T>(ParameterSet<T> parameters, int dim, int layers) : PairPredictor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _mlp = Mlp<T>.High(parameters, "rs", dim, layers, outputs: 1, Activation.Identity);

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => _mlp.Weights;

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T> user, Variable<T> item) =>
        _mlp.Apply(tape, new Concat<T>(tape, user, item).Output);
}
