using System.Numerics.Tensors;
using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A vector of each entity of a graph, learnt before a model that takes them as features; nothing changes them.</summary>
internal sealed class EntityVectors
{
    private readonly float[] _values;

    internal EntityVectors(int dim, float[] values) => (Dim, _values) = (dim, values);

    /// <summary>d.</summary>
    public int Dim { get; }

    /// <summary>The number of entities.</summary>
    public int Count => _values.Length / Dim;

    /// <summary>The vector of an entity.</summary>
    public ReadOnlySpan<float> this[int entity] => _values.AsSpan(entity * Dim, Dim);

    /// <summary>x_v, the mean of the vectors of S(v), of each item [items x d].</summary>
    public float[] OfItems(ItemEntityMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        float[] means = new float[map.ItemCount * Dim];
        for (int item = 0; item < map.ItemCount; item++)
        {
            Span<float> mean = means.AsSpan(item * Dim, Dim);
            ReadOnlySpan<int> entities = map.EntitiesOf(item);
            foreach (int entity in entities) TensorPrimitives.Add(mean, this[entity], mean);
            TensorPrimitives.Divide(mean, entities.Length, mean);
        }

        return means;
    }
}
