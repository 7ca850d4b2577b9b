using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.Mkr.Prediction;

/// <summary>
/// A convolutional tower on the outer product of the two vectors (as ConvNCF: He et al., "Outer Product-based Neural Collaborative
/// Filtering", IJCAI 2018): K = ceil(log2 d) layers of 2 x 2 taps and a step of 2 leave one cell of C channels.
/// <code>
/// X0 = uL vLᵀ        logit = uL · vL + XK · w + b
/// </code>
/// </summary>
/// <remarks>
/// Without the inner product, a skip around the tower, the tower is hard to train: at the start its picture holds products of small
/// numbers, which the first steps of its biases drown, and its ReLUs die. Published gains of convolutions over embeddings did not hold up
/// when they were replicated (Ferrari Dacrema et al., CIKM 2020): it is a choice, not a recommendation.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CnnPredictor<T> : PairPredictor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _dim;
    private readonly bool _skip;
    private readonly List<(Weight<T> Weight, Weight<T> Bias)> _layers = [];
    private readonly Weight<T> _output;
    private readonly Weight<T> _outputBias;

    public CnnPredictor(ParameterSet<T> parameters, int dim, int channels, bool skip)
    {
        _dim = dim;
        _skip = skip;
        int inputs = 1;
        for (int size = dim; size > 1; size = (size + 1) / 2)
        {
            string name = $"rs_conv{_layers.Count}.";
            _layers.Add((parameters.AddWeight(name + "weight", 4 * inputs, channels), parameters.AddWeight(name + "bias", 1, channels)));
            inputs = channels;
        }

        _output = parameters.AddWeight("rs_out.weight", inputs, 1);
        _outputBias = parameters.AddWeight("rs_out.bias", 1, 1);
    }

    /// <inheritdoc/>
    public override IEnumerable<Weight<T>> Weights => [.. _layers.Select(layer => layer.Weight), _output];

    /// <summary>Glorot-uniform, with each input cell in one patch and each patch of four cells.</summary>
    public override void Start(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach ((Weight<T> weight, _) in _layers)
            new XavierUniform(fanIn: weight.Rows, fanOut: 4 * weight.Columns).Fill(weight, random.Split(weight.Name));
    }

    /// <inheritdoc/>
    public override Variable<T> Apply(Tape<T> tape, Variable<T> user, Variable<T> item)
    {
        Variable<T> picture = new OuterProduct<T>(tape, user, item).Output;
        int size = _dim;
        foreach ((Weight<T> weight, Weight<T> bias) in _layers)
        {
            picture = new PatchConvolution<T>(tape, picture, size, weight, bias).Output;
            size = (size + 1) / 2;
        }

        Variable<T> tower = new Dense<T>(tape, picture, _output, _outputBias, Activation.Identity).Output;
        return _skip ? new Add<T>(tape, tower, new InnerProduct<T>(tape, user, item).Output).Output : tower;
    }
}
