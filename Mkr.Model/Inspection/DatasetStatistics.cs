using Mkr.Model.Data;

namespace Mkr.Model.Inspection;

/// <summary>The size and the shape of a data set.</summary>
internal sealed class DatasetStatistics
{
    /// <summary>Measures a data set.</summary>
    public DatasetStatistics(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        KnowledgeGraph graph = data.Graph;
        int[] perItem = new int[data.Items.Count], perHead = new int[graph.Entities.Count], degree = new int[graph.Entities.Count];
        int[] perRelation = new int[graph.Relations.Count];
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user]) perItem[item]++;
        foreach (Triple triple in graph.Triples)
        {
            perHead[triple.Head]++;
            perRelation[triple.Relation]++;
            degree[triple.Head]++;
            degree[triple.Tail]++;
        }

        PositivesPerUser = new CountDistribution(Enumerable.Range(0, data.Users.Count).Select(user => data.Positives[user].Length));
        PositivesPerItem = new CountDistribution(perItem);
        TriplesPerHead = new CountDistribution(perHead.Where(count => count > 0));
        EntityDegree = new CountDistribution(degree);
        ItemsWithoutTriple = Enumerable.Range(0, data.Items.Count).Count(item => IsUnknown(data.Map.EntitiesOf(item), degree));
        InteractionDensity = data.Positives.PairCount / ((double)data.Users.Count * data.Items.Count);
        GraphDensity = graph.DistinctCount / ((double)graph.Entities.Count * graph.Relations.Count * graph.Entities.Count);
        Relations =
        [
            .. Enumerable.Range(0, perRelation.Length)
                .Select(relation => new RelationCount(graph.Relations[relation], perRelation[relation]))
                .OrderByDescending(count => count.Triples),
        ];
    }

    /// <summary>Positives / (users x items).</summary>
    public double InteractionDensity { get; }

    /// <summary>Different triples / (entities x relations x entities).</summary>
    public double GraphDensity { get; }

    /// <summary>Each user's positives.</summary>
    public CountDistribution PositivesPerUser { get; }

    /// <summary>Each item's positives; items without one count with 0.</summary>
    public CountDistribution PositivesPerItem { get; }

    /// <summary>The triples of each entity that is a head at all.</summary>
    public CountDistribution TriplesPerHead { get; }

    /// <summary>The triples of each entity, as their head and as their tail: a triple that is both counts twice.</summary>
    public CountDistribution EntityDegree { get; }

    /// <summary>Items of which the graph says nothing: none of their entities is in a triple.</summary>
    public int ItemsWithoutTriple { get; }

    /// <summary>The relations, most frequent first.</summary>
    public IReadOnlyList<RelationCount> Relations { get; }

    private static bool IsUnknown(ReadOnlySpan<int> entities, int[] degree)
    {
        foreach (int entity in entities)
            if (degree[entity] > 0) return false;
        return true;
    }
}
