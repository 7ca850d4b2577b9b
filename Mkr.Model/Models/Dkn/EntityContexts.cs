using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// The context of an entity: the mean of the vectors of its neighbours, whichever end of a triple it is (DKN, section 4.2).
/// </summary>
internal static class EntityContexts
{
    /// <summary>The contexts of some entities; zeros where there are no neighbours.</summary>
    public static float[][] Of(KnowledgeGraph graph, EntityVectors vectors, IReadOnlyList<int> entities)
    {
        var neighbours = new Dictionary<int, SortedSet<int>>();
        foreach (int entity in entities) neighbours.TryAdd(entity, []);
        foreach (Triple triple in graph.Triples)
        {
            if (neighbours.TryGetValue(triple.Head, out SortedSet<int>? ofHead)) ofHead.Add(triple.Tail);
            if (neighbours.TryGetValue(triple.Tail, out SortedSet<int>? ofTail)) ofTail.Add(triple.Head);
        }

        return [.. entities.Select(entity => Mean(neighbours[entity], vectors))];
    }

    private static float[] Mean(SortedSet<int> neighbours, EntityVectors vectors)
    {
        float[] mean = new float[vectors.Dim];
        foreach (int neighbour in neighbours) TensorPrimitives.Add<float>(mean, vectors[neighbour], mean);
        if (neighbours.Count > 0) TensorPrimitives.Divide(mean, neighbours.Count, mean);
        return mean;
    }
}
