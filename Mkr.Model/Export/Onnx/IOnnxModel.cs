namespace Mkr.Model.Export.Onnx;

/// <summary>A trained model whose scores can be written as an ONNX graph, the parameters as constants of it.</summary>
internal interface IOnnxModel
{
    /// <summary>Adds what scores pairs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="user">The users' numbers, int64 [N].</param>
    /// <param name="item">The items' numbers, int64 [N].</param>
    /// <returns>The logits, float [N].</returns>
    string Score(OnnxGraph graph, string user, string item);

    /// <summary>Adds what makes a user's vector, float [N x d]; null where users have none.</summary>
    (string Vector, int Length)? EncodeUser(OnnxGraph graph, string user) => null;

    /// <summary>Adds what makes an item's vector, float [N x d]; null where items have none.</summary>
    (string Vector, int Length)? EncodeItem(OnnxGraph graph, string item) => null;

    /// <summary>Adds what scores triples of the graph by their numbers, float [N]; null where the model has no such function.</summary>
    string? ScoreTriple(OnnxGraph graph, string head, string relation, string tail) => null;
}
