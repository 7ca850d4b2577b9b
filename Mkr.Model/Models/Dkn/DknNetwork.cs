using Mkr.Engine.LinearAlgebra;
using Mkr.Model.Export.Onnx;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// DKN as an ONNX graph: the attention over a user's clicks and the score, as <see cref="DknScorer"/> has them. Constants are the titles'
/// vectors, which words and entities are no longer looked up for, the halves of the layers, and the clicks.
/// </summary>
/// <param name="items">What scores are made of.</param>
/// <param name="clicks">The clicks of each user.</param>
/// <param name="graph">The graph.</param>
internal sealed class DknNetwork(DknItems items, DknClicks clicks, OnnxGraph graph)
{
    /// <summary>The rows end to end.</summary>
    public static float[] Values(RowMatrix<float> rows, int count)
    {
        float[] values = new float[count * rows.Columns];
        for (int row = 0; row < count; row++) rows[row].CopyTo(values.AsSpan(row * rows.Columns));
        return values;
    }

    /// <summary>The titles' vectors.</summary>
    public string Titles(string item) => Rows("titles", items.Titles, item);

    /// <summary>The logits.</summary>
    public string Score(string user, string item)
    {
        OnnxSets clicked = OnnxSets.Add(graph, "clicks", clicks.UserCount, u => clicks[u], user);
        string? products = items.Attention is null || items.Prediction is null
            ? graph.DotEach(Titles(item), Titles(clicked.Members)) : null;
        string weights = graph.Softmax(
            items.Attention is null ? products! : Attend(items.Attention, clicked.Members, item), clicked.IsMember);
        string score = items.Prediction is null
            ? graph.Dot(weights, products!)
            : Layer(items.Prediction, graph.WeightedSum(weights, Rows("prediction_clicks", items.Prediction.Clicks, clicked.Members)),
                Rows("prediction_candidates", items.Prediction.Candidates, item));
        return graph.Add(score, graph.Constant<float>("score_bias", items.Bias));
    }

    /// <summary>The scores of the clicks [N x M]: the layer on each click and the candidate.</summary>
    private string Attend(DknItemLayer layer, string members, string item)
    {
        string candidate = graph.Unsqueeze(Rows("attention_candidates", layer.Candidates, item), 1);
        string hidden = graph.Apply("Relu", graph.Add(Rows("attention_clicks", layer.Clicks, members), candidate));
        return graph.Sum(graph.Multiply(hidden, graph.Constant<float>("attention_out", layer.Output, layer.Output.Length)), 2);
    }

    private string Layer(DknItemLayer layer, string user, string candidate)
    {
        string hidden = graph.Apply("Relu", graph.Add(user, candidate));
        return graph.Sum(graph.Multiply(hidden, graph.Constant<float>("prediction_out", layer.Output, layer.Output.Length)), 1);
    }

    private string Rows(string name, RowMatrix<float> rows, string indices) =>
        graph.Rows(name, Values(rows, items.Count), rows.Columns, indices);
}
