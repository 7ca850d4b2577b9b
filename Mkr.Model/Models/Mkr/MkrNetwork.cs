using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// MKR's network as an ONNX graph. The vectors that it begins with are constants, in which the raw features are added up already; the
/// layers and the units behind them are nodes.
/// </summary>
/// <param name="model">The parameters.</param>
/// <param name="map">S(v).</param>
internal sealed class MkrNetwork(MkrModel<float> model, ItemEntityMap map)
{
    private readonly int _dim = model.Options.Dim;

    /// <summary>f_RS of uL and vL.</summary>
    public string Score(OnnxGraph graph, string user, string item)
    {
        string u = EncodeUser(graph, user), v = EncodeItem(graph, item);
        if (model.Predictor is null) return graph.Dot(u, v);
        string logit = Record(graph, [u, v], (tape, x) => model.Predictor.Apply(tape, x[0], x[1]));
        return graph.Reshape(logit, -1);
    }

    /// <summary>uL.</summary>
    public string EncodeUser(OnnxGraph graph, string user) => Record(
        graph, [Inputs(graph, "user_vectors", model.UserVectors, model.Sizes.Users, user)], (tape, x) => model.UserMlp.Apply(tape, x[0]));

    /// <summary>vL, the mean over the entities of the item: each example becomes as many as the item of the most entities has.</summary>
    public string EncodeItem(OnnxGraph graph, string item)
    {
        if (!model.Sharing.Crosses) return Units(graph, item, null);
        OnnxSets entities = OnnxSets.Add(graph, "item_entities", map.ItemCount, i => map.EntitiesOf(i), item);
        string items = graph.Apply("Expand", graph.Unsqueeze(item, 1), graph.Apply("Shape", entities.Members));
        string vectors = Units(graph, graph.Reshape(items, -1), graph.Reshape(entities.Members, -1));
        int most = Enumerable.Range(0, map.ItemCount).Max(i => map.EntitiesOf(i).Length);
        string share = graph.Apply("Div", entities.IsMember, graph.Unsqueeze(graph.Sum(entities.IsMember, 1), 1));
        return graph.WeightedSum(share, graph.Reshape(vectors, -1, most, _dim));
    }

    private string Units(OnnxGraph graph, string item, string? entity)
    {
        string v = Inputs(graph, "item_vectors", model.ItemVectors, model.Sizes.Items, item);
        string[] inputs = entity is null
            ? [v] : [v, Inputs(graph, "entity_vectors", model.EntityVectors, model.Sizes.Entities, entity)];
        return Record(graph, inputs, (tape, x) => model.Sharing.Apply(tape, x[0], x.ElementAtOrDefault(1), CrossOutputs.Item));
    }

    private string Inputs(OnnxGraph graph, string name, FeatureVector<float> vectors, int owners, string indices) =>
        graph.Rows(name, MkrEncoder<float>.Inputs(vectors, owners, _dim), _dim, indices);

    /// <summary>Records a piece of the network on a tape of its own, which is then written.</summary>
    private string Record(OnnxGraph graph, string[] inputs, Func<Tape<float>, Variable<float>[], Variable<float>> record)
    {
        var tape = new Tape<float>(maxBatch: 1);
        var export = new TapeExport(graph);
        Variable<float>[] variables = [.. inputs.Select(input => tape.Variable(input, _dim))];
        for (int i = 0; i < inputs.Length; i++) export.Set(variables[i], inputs[i]);
        Variable<float> result = record(tape, variables);
        return export.Write(tape, result);
    }
}
