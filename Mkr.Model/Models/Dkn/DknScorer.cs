using System.Numerics.Tensors;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// Scores candidates for a user, a vector of them at a time; see <see cref="DknModel{T}"/>. Both layers' first products are there already:
/// they are linear, and the weights of the clicks add up to 1. Not for several threads at once.
/// </summary>
internal sealed class DknScorer
{
    private readonly DknItems _items;
    private readonly DknCandidates _candidates;
    private readonly RowMatrix<float> _clicks;
    private readonly RowMatrix<float> _products;
    private readonly RowMatrix<float> _weights;
    private readonly float[] _largest;
    private readonly float[] _sum;
    private readonly float[] _layer;
    private readonly float[] _scores;

    /// <summary>Room for users of up to <paramref name="most"/> clicks.</summary>
    public DknScorer(DknItems items, DknCandidates candidates, int most)
    {
        (_items, _candidates) = (items, candidates);
        int width = candidates.Width, rows = Padded(most);
        (_clicks, _products, _weights) = (new(rows, items.Titles.Columns), new(rows, width), new(rows, width));
        (_largest, _sum, _layer, _scores) = (new float[width], new float[width], new float[width], new float[width]);
    }

    /// <summary>The scores of the first candidates, as many as there is room for.</summary>
    public void Score(ReadOnlySpan<int> clicks, Span<float> scores)
    {
        if (_items.Prediction is null || _items.Attention is null) Multiply(clicks);
        if (_items.Attention is null) CopyProducts(clicks.Length);
        else Attend(clicks, _items.Attention, _candidates.Attention!);
        Normalize(clicks.Length);
        Array.Clear(_scores);
        if (_items.Prediction is not null) Predict(clicks, _items.Prediction, _candidates.Prediction!);
        else
        {
            for (int j = 0; j < clicks.Length; j++) TensorPrimitives.MultiplyAdd(_weights[j], _products[j], _scores, _scores);
        }

        TensorPrimitives.Add(_scores, _items.Bias[0], _scores);
        _scores.AsSpan(0, scores.Length).CopyTo(scores);
    }

    /// <summary>The inner products of clicks and candidates; four clicks at a time.</summary>
    private void Multiply(ReadOnlySpan<int> clicks)
    {
        int rows = Padded(clicks.Length);
        _clicks.Clear(rows);
        for (int j = 0; j < clicks.Length; j++)
            _items.Titles[clicks[j]].CopyTo(_clicks[j]);
        _products.Clear(rows);
        _products.AddProduct(_clicks, rows, _candidates.Titles);
    }

    private void CopyProducts(int count)
    {
        for (int j = 0; j < count; j++) _products[j].CopyTo(_weights[j]);
    }

    private void Attend(ReadOnlySpan<int> clicks, DknItemLayer layer, RowMatrix<float> candidates)
    {
        for (int j = 0; j < clicks.Length; j++)
        {
            Span<float> score = _weights[j];
            score.Clear();
            for (int h = 0; h < layer.Output.Length; h++)
            {
                TensorPrimitives.Add(candidates[h], layer.Clicks[clicks[j]][h], _layer);
                AddRelu(layer.Output[h], score);
            }
        }
    }

    /// <summary>The softmax of the scores over the clicks.</summary>
    private void Normalize(int count)
    {
        Array.Fill(_largest, float.NegativeInfinity);
        for (int j = 0; j < count; j++) TensorPrimitives.Max(_weights[j], _largest, _largest);
        Array.Clear(_sum);
        for (int j = 0; j < count; j++)
        {
            Span<float> weights = _weights[j];
            TensorPrimitives.Subtract(weights, _largest, weights);
            TensorPrimitives.Exp(weights, weights);
            TensorPrimitives.Add(_sum, weights, _sum);
        }

        for (int j = 0; j < count; j++) TensorPrimitives.Divide(_weights[j], _sum, _weights[j]);
    }

    private void Predict(ReadOnlySpan<int> clicks, DknItemLayer layer, RowMatrix<float> candidates)
    {
        for (int h = 0; h < layer.Output.Length; h++)
        {
            candidates[h].CopyTo(_layer);
            for (int j = 0; j < clicks.Length; j++)
                TensorPrimitives.MultiplyAdd(_weights[j], layer.Clicks[clicks[j]][h], _layer, _layer);
            AddRelu(layer.Output[h], _scores);
        }
    }

    /// <summary>sums += weight relu(layer).</summary>
    private void AddRelu(float weight, Span<float> sums)
    {
        TensorPrimitives.Max(_layer, 0, _layer);
        TensorPrimitives.MultiplyAdd(_layer, weight, sums, sums);
    }

    private static int Padded(int clicks) => (clicks + 3) / 4 * 4;
}
