using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Models.RippleNet;

/// <summary>What users have in common: R[r] E[h] of each pair, E[t], and the items' vectors, the means of their entities'.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RippleVectors<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RippleModel<T> _model;
    private readonly RippleGraph _graph;
    private readonly T[] _products;

    /// <summary>Computes them from the present parameters, which are not to change.</summary>
    public RippleVectors(RippleModel<T> model, RippleGraph graph, ItemEntityMap map)
    {
        (_model, _graph) = (model, graph);
        int dim = model.Options.Dim;
        Items = new ParameterSet<T>().AddTable("item", map.ItemCount, dim);
        for (int item = 0; item < map.ItemCount; item++)
        {
            Span<T> vector = Items.Row(item);
            ReadOnlySpan<int> entities = map.EntitiesOf(item);
            foreach (int entity in entities) TensorPrimitives.Add(vector, model.Entities.Row(entity), vector);
            TensorPrimitives.Divide(vector, T.CreateChecked(entities.Length), vector);
        }

        _products = new T[checked(graph.PairHeads.Length * dim)];
        for (int pair = 0; pair < graph.PairHeads.Length; pair++)
        {
            Span<T> head = model.Entities.Row(graph.PairHeads[pair]), matrix = model.Relations.Row(graph.PairRelations[pair]);
            for (int i = 0; i < dim; i++)
                for (int j = 0; j < dim; j++) _products[(pair * dim) + i] += matrix[(i * dim) + j] * head[j];
        }
    }

    /// <summary>The items' vectors.</summary>
    public Table<T> Items { get; }

    /// <summary>R[r] E[h] of a triple.</summary>
    public ReadOnlySpan<T> Product(int triple)
    {
        int dim = _model.Options.Dim;
        return _products.AsSpan(_graph.Pairs[triple] * dim, dim);
    }

    /// <summary>E[t] of a triple.</summary>
    public ReadOnlySpan<T> Tail(int triple) => _model.Entities.Row(_graph.Tails[triple]);
}
