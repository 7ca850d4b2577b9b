using System.Runtime.InteropServices;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Explanations;

/// <summary>
/// Finds paths of the graph between a history and an item: of one triple, of two by an entity that both have in common, and, where those
/// are too few, of three by two entities that a triple connects.
/// </summary>
/// <param name="data">Has the graph and the items' entities.</param>
internal sealed class GraphPaths(RecommendationData data)
{
    // Beyond this a hub's triples are not gone through for paths of three.
    private const int MostOfHub = 200;

    private readonly EntityNames _names = new(data);
    private readonly Lazy<GraphEdges> _edges = new(() => new GraphEdges(data.Graph));

    /// <summary>The paths from the history to an item: shorter ones first, then the more special ones.</summary>
    /// <param name="history">The history; the item itself is no start.</param>
    /// <param name="item">The item.</param>
    /// <param name="most">How many to return.</param>
    public IReadOnlyList<GraphPath> Find(ReadOnlySpan<int> history, int item, int most)
    {
        var starts = new Dictionary<int, List<int>>();
        var around = new Dictionary<int, List<(int Item, GraphFact Edge)>>();
        foreach (int other in history)
        {
            if (other == item) continue;
            foreach (int entity in data.Map.EntitiesOf(other))
            {
                ListOf(starts, entity).Add(other);
                foreach (GraphFact edge in _edges.Value[entity]) ListOf(around, edge.Entity).Add((other, edge));
            }
        }

        int[] ends = data.Map.EntitiesOf(item).ToArray();
        List<Found> found = [.. Direct(starts, ends), .. ByOne(around, ends)];
        if (found.Count < most) found.AddRange(ByTwo(around, ends));
        return
        [
            .. found.OrderBy(path => path.Steps.Length).ThenByDescending(path => path.Specificity).Take(most)
                .Select(path => Name(path, item)),
        ];
    }

    /// <summary>The facts that two items share.</summary>
    public IEnumerable<GraphFact> Shared(int first, int second) => Facts(first).Intersect(Facts(second));

    private IEnumerable<GraphFact> Facts(int item) =>
        data.Map.EntitiesOf(item).ToArray().SelectMany(entity => _edges.Value[entity].ToArray()).Distinct();

    private IEnumerable<Found> Direct(Dictionary<int, List<int>> starts, int[] ends) =>
        from end in ends
        from edge in _edges.Value[end].ToArray()
        where starts.ContainsKey(edge.Entity)
        from start in starts[edge.Entity]
        select new Found(start, [Back(edge)], 1);

    private IEnumerable<Found> ByOne(Dictionary<int, List<(int Item, GraphFact Edge)>> around, int[] ends) =>
        from end in ends
        from edge in _edges.Value[end].ToArray()
        where around.ContainsKey(edge.Entity) && !ends.Contains(edge.Entity)
        from start in around[edge.Entity]
        select new Found(start.Item, [start.Edge, Back(edge)], 1.0 / _edges.Value.Degree(edge.Entity));

    private IEnumerable<Found> ByTwo(Dictionary<int, List<(int Item, GraphFact Edge)>> around, int[] ends) =>
        from end in ends
        from last in _edges.Value[end].ToArray()
        where _edges.Value.Degree(last.Entity) <= MostOfHub && !ends.Contains(last.Entity)
        from middle in _edges.Value[last.Entity].ToArray()
        where around.ContainsKey(middle.Entity) && !ends.Contains(middle.Entity) && middle.Entity != last.Entity
        let specificity = 1.0 / _edges.Value.Degree(last.Entity) / _edges.Value.Degree(middle.Entity)
        from start in around[middle.Entity]
        where !data.Map.EntitiesOf(start.Item).Contains(last.Entity)
        select new Found(start.Item, [start.Edge, Back(middle) with { Entity = last.Entity }, Back(last)], specificity);

    /// <summary>An edge gone the other way; where it leads to is the caller's to say.</summary>
    private static GraphFact Back(GraphFact edge) => edge with { IsInverse = !edge.IsInverse };

    private GraphPath Name(Found path, int item) => new(_names.Item(path.Start), [.. path.Steps.Select((step, i) => new PathStep(
        _names.Relation(step.Relation), step.IsInverse,
        i == path.Steps.Length - 1 ? _names.Item(item).ToString() : _names.Entity(step.Entity)))], path.Specificity);

    private static List<T> ListOf<T>(Dictionary<int, List<T>> lists, int key)
    {
        ref List<T>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= [];
    }

    /// <summary>A path by indices.</summary>
    private readonly record struct Found(int Start, GraphFact[] Steps, double Specificity);
}
