using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Models.LinearModels;

namespace Mkr.Model.Models.Wide;

/// <summary>A logistic regression of features, their squares and their products.</summary>
/// <remarks>
/// logit = b + sum of w_a z_a + sum over a ≤ c of w_ac z_a z_c, with z the features less their means, by their deviations.
/// </remarks>
internal sealed class QuadraticLogit
{
    // Relative to the squared mean. What varies less has one value, and rounding errors.
    private const double LeastVariance = 1e-20;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;

    private QuadraticLogit(double[] means, double[] scales, double[] weights)
    {
        _means = means;
        _scales = scales;
        _weights = weights;
    }

    /// <summary>Fits it to labels.</summary>
    /// <param name="features">The examples' features, end to end.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="ridge">The weight of the penalty.</param>
    public static QuadraticLogit Fit(double[] features, bool[] labels, double ridge)
    {
        int size = features.Length / labels.Length;
        (double[] means, double[] scales, double[] expanded) = Expand(features, size);
        return new QuadraticLogit(means, scales, LogisticRegression.Fit(expanded, labels, ridge));
    }

    /// <summary>Fits it to rank the first example of each group before the others; its constant is 0.</summary>
    /// <param name="features">The examples' features, end to end.</param>
    /// <param name="size">How many an example has.</param>
    /// <param name="group">The examples of a group.</param>
    /// <param name="ridge">The weight of the penalty.</param>
    public static QuadraticLogit FitRanking(double[] features, int size, int group, double ridge)
    {
        (double[] means, double[] scales, double[] expanded) = Expand(features, size);
        return new QuadraticLogit(means, scales, [0, .. ConditionalLogit.Fit(expanded, Terms(size), group, ridge)]);
    }

    /// <summary>One whose logits are all zero.</summary>
    /// <param name="size">The number of features.</param>
    public static QuadraticLogit Zero(int size) => new(new double[size], new double[size], new double[1 + Terms(size)]);

    /// <summary>Shows the numbers, and returns those that the visitor has.</summary>
    /// <exception cref="InvalidDataException">They are of another number of features.</exception>
    public QuadraticLogit Visit(StateVisitor visitor)
    {
        var logit = new QuadraticLogit(
            visitor.List("feature_mean", _means), visitor.List("feature_scale", _scales), visitor.List("weight", _weights));
        return logit._means.Length == _means.Length
            ? logit
            : throw new InvalidDataException(
                $"The regression is of {logit._means.Length} features, but these data have {_means.Length}. Do they have the same graph?");
    }

    /// <summary>The weight of each term, by name.</summary>
    public IEnumerable<NamedValue> Name(IReadOnlyList<string> names)
    {
        yield return new NamedValue("constant", _weights[0]);
        int next = 1;
        foreach (string name in names) yield return new NamedValue(name, _weights[next++]);
        for (int a = 0; a < names.Count; a++)
        {
            for (int c = a; c < names.Count; c++)
                yield return new NamedValue(a == c ? $"{names[a]} squared" : $"{names[a]} x {names[c]}", _weights[next++]);
        }
    }

    /// <summary>The logit of an example.</summary>
    public double Compute(ReadOnlySpan<double> features)
    {
        Span<double> z = stackalloc double[features.Length];
        for (int a = 0; a < z.Length; a++) z[a] = (features[a] - _means[a]) * _scales[a];
        double logit = _weights[0];
        int product = 1 + z.Length;
        for (int a = 0; a < z.Length; a++)
        {
            double factor = _weights[1 + a];
            for (int c = a; c < z.Length; c++) factor += _weights[product++] * z[c];
            logit += factor * z[a];
        }

        return logit;
    }

    /// <summary>Adds the logits, float [N], of features, double [N x size]: b + w · z + zᵀ W z, W above its diagonal.</summary>
    public string Score(OnnxGraph graph, string features)
    {
        int size = _means.Length, product = 1 + size;
        double[] squares = new double[size * size];
        for (int a = 0; a < size; a++)
            for (int c = a; c < size; c++) squares[(c * size) + a] = _weights[product++];
        string z = graph.Multiply(
            graph.Apply("Sub", features, graph.Constant<double>("feature_mean", _means, size)),
            graph.Constant<double>("feature_scale", _scales, size));
        string factors = graph.Add(
            graph.Product(z, graph.Constant<double>("product_weight", squares, size, size)),
            graph.Constant<double>("weight", _weights.AsSpan(1, size), size));
        return graph.Cast(graph.Add(graph.Dot(factors, z), graph.Constant<double>("constant", [_weights[0]])), OnnxType.Float);
    }

    /// <summary>The logits of all examples, a vector of them at a time, to the bit as <see cref="Compute"/> computes them.</summary>
    public void ComputeAll(FeatureColumns features, Span<float> logits)
    {
        Span<Vector<double>> z = stackalloc Vector<double>[features.Size];
        for (int example = 0; example < features.Examples; example += Vector<double>.Count)
        {
            for (int a = 0; a < z.Length; a++)
                z[a] = (features.Load(a, example) - new Vector<double>(_means[a])) * new Vector<double>(_scales[a]);
            var logit = new Vector<double>(_weights[0]);
            int product = 1 + z.Length;
            for (int a = 0; a < z.Length; a++)
            {
                var factor = new Vector<double>(_weights[1 + a]);
                for (int c = a; c < z.Length; c++) factor += new Vector<double>(_weights[product++]) * z[c];
                logit += factor * z[a];
            }

            Span<float> part = logits[example..Math.Min(example + Vector<double>.Count, features.Examples)];
            for (int i = 0; i < part.Length; i++) part[i] = (float)logit[i];
        }
    }

    /// <summary>
    /// The logit of an example as a linear form of its features: along the straight line from the features' means to the example, the mean
    /// slope in each (Aumann and Shapley). Of a product each factor gets half.
    /// </summary>
    public LinearForm Linearize(ReadOnlySpan<double> features)
    {
        int size = features.Length, product = 1 + size;
        double[] z = new double[size], slopes = [.. _weights.AsSpan(1, size)];
        for (int a = 0; a < size; a++) z[a] = (features[a] - _means[a]) * _scales[a];
        for (int a = 0; a < size; a++)
        {
            for (int c = a; c < size; c++, product++)
            {
                slopes[a] += _weights[product] * z[c] / 2;
                slopes[c] += _weights[product] * z[a] / 2;
            }
        }

        for (int a = 0; a < size; a++) slopes[a] *= _scales[a];
        return new LinearForm(_weights[0], slopes, _means);
    }

    private static int Terms(int size) => size * (size + 3) / 2;

    /// <summary>The features in standard deviations, their squares and products, and what they were standardised by.</summary>
    private static (double[] Means, double[] Scales, double[] Expanded) Expand(double[] features, int size)
    {
        int count = features.Length / size, terms = Terms(size);
        double[] means = new double[size], scales = new double[size];
        for (int j = 0; j < size; j++)
        {
            for (int i = j; i < features.Length; i += size) means[j] += features[i] / count;
            double variance = 0;
            for (int i = j; i < features.Length; i += size) variance += (features[i] - means[j]) * (features[i] - means[j]) / count;
            scales[j] = variance > LeastVariance * means[j] * means[j] ? 1 / Math.Sqrt(variance) : 0;
        }

        double[] expanded = new double[count * terms];
        for (int i = 0; i < count; i++) Expand(features.AsSpan(i * size, size), means, scales, expanded.AsSpan(i * terms, terms));
        return (means, scales, expanded);
    }

    private static void Expand(ReadOnlySpan<double> features, double[] means, double[] scales, Span<double> terms)
    {
        int size = features.Length, product = size;
        for (int a = 0; a < size; a++) terms[a] = (features[a] - means[a]) * scales[a];
        for (int a = 0; a < size; a++)
            for (int c = a; c < size; c++) terms[product++] = terms[a] * terms[c];
    }
}
