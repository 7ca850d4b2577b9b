using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Layers;

/// <summary>
/// The vector of a text from its words, in their order: filters of one, two and three words, the maximum of each over the text, and a
/// matrix (Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014).
/// <code>
/// m_w = what <see cref="Convolution1D{T}"/> makes of the words with F filters of w words      w = 1, 2, 3
/// x = [m_1; m_2; m_3] W      W is [3 F x d]; without words x is 0
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TextConvolution<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Widths = 3;

    private readonly (Weight<T> Filter, Weight<T> Bias)[] _filters = new (Weight<T>, Weight<T>)[Widths];
    private readonly Weight<T> _output;

    /// <summary>
    /// Adds the parameters to <paramref name="parameters"/>: for each width w <c>NAMEw.filter</c> [w words x F] and <c>NAMEw.bias</c>, and
    /// <c>NAME_out.weight</c>.
    /// </summary>
    /// <param name="parameters">The set.</param>
    /// <param name="name">What the parameters' names begin with.</param>
    /// <param name="shape">The length of words, and F.</param>
    /// <param name="dim">d: the features of x.</param>
    public TextConvolution(ParameterSet<T> parameters, string name, TextShape shape, int dim)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(shape);
        for (int w = 1; w <= Widths; w++)
        {
            Weight<T> filter = parameters.AddWeight($"{name}{w}.filter", w * shape.WordDim, shape.Filters);
            _filters[w - 1] = (filter, parameters.AddWeight($"{name}{w}.bias", 1, shape.Filters));
        }

        _output = parameters.AddWeight(name + "_out.weight", Widths * shape.Filters, dim);
    }

    /// <summary>The matrices, without the biases.</summary>
    public IEnumerable<Weight<T>> Weights => [.. _filters.Select(f => f.Filter), _output];

    /// <summary>Records the vectors of the texts of <paramref name="words"/>.</summary>
    public Variable<T> Apply(Tape<T> tape, BagLookup<T> words)
    {
        Variable<T>[] maxima = [.. _filters.Select(f => new Convolution1D<T>(tape, words, f.Filter, f.Bias).Output)];
        return new MatrixProduct<T>(tape, new Concat<T>(tape, maxima).Output, _output).Output;
    }
}
