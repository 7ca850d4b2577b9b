using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// Divides a score over the triples of the user's ripple sets: with v_(H+1) as it comes out, triple m of hop k adds p_m v_(H+1) · E[t_m].
/// A triple's amount goes to the history's items that the walk to its head began at, in equal parts.
/// </summary>
/// <param name="model">The parameters.</param>
/// <param name="graph">The triples.</param>
/// <param name="sets">The ripple sets.</param>
/// <param name="map">The entities of items.</param>
/// <param name="vectors">What the parameters come to.</param>
internal sealed class RippleParts(
    RippleModel<float> model, RippleGraph graph, RippleSets sets, ItemEntityMap map, RippleVectors<float> vectors)
{
    /// <summary>The contributions.</summary>
    public ContributionList Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        if (sets[user, 0].IsEmpty) return parts;
        double[] v = Widen(vectors.Items.Row(item));
        double[][] attention = new double[sets.Hops][];
        for (int hop = 0; hop < sets.Hops; hop++) v = Attend(sets[user, hop], v, out attention[hop]);
        Dictionary<int, SortedSet<int>> origins = Origins(history);
        for (int hop = 0; hop < sets.Hops; hop++)
        {
            ReadOnlySpan<int> triples = sets[user, hop];
            bool counts = model.Options.AllHops || hop == sets.Hops - 1;
            for (int m = 0; m < triples.Length; m++)
            {
                SortedSet<int> from = origins[graph.Heads[triples[m]]];
                double product = TensorPrimitives.Dot<double>(v, Widen(vectors.Tail(triples[m])));
                if (counts) Add(triples[m], attention[hop][m] * product, from, parts);
                ref SortedSet<int>? next = ref CollectionsMarshal.GetValueRefOrAddDefault(origins, graph.Tails[triples[m]], out _);
                next = [.. next ?? [], .. from];
            }
        }

        return parts;
    }

    private void Add(int triple, double amount, SortedSet<int> from, ContributionList parts)
    {
        int pair = graph.Pairs[triple], relation = graph.PairRelations[pair];
        bool isInverse = relation >= graph.ForwardCount;
        var fact = new GraphFact(isInverse ? relation - graph.ForwardCount : relation, graph.Tails[triple], isInverse);
        foreach (int item in from) parts.Add(Terms.Attention, amount / from.Count, item, fact);
    }

    /// <summary>The items of the history that each entity belongs to.</summary>
    private Dictionary<int, SortedSet<int>> Origins(ReadOnlySpan<int> history)
    {
        var origins = new Dictionary<int, SortedSet<int>>();
        foreach (int item in history)
        {
            foreach (int entity in map.EntitiesOf(item))
            {
                ref SortedSet<int>? items = ref CollectionsMarshal.GetValueRefOrAddDefault(origins, entity, out _);
                (items ??= []).Add(item);
            }
        }

        return origins;
    }

    /// <summary>A hop: the attention p, and v as it goes on.</summary>
    private double[] Attend(ReadOnlySpan<int> triples, double[] v, out double[] p)
    {
        p = new double[triples.Length];
        for (int m = 0; m < p.Length; m++) p[m] = TensorPrimitives.Dot<double>(v, Widen(vectors.Product(triples[m])));
        TensorPrimitives.SoftMax<double>(p, p);
        double[] o = new double[v.Length];
        for (int m = 0; m < p.Length; m++) TensorPrimitives.MultiplyAdd(Widen(vectors.Tail(triples[m])), p[m], o, o);
        ItemUpdate update = model.Options.ItemUpdate;
        if (update == ItemUpdate.None) return v;
        if (update is ItemUpdate.Plus or ItemUpdate.PlusTransform) TensorPrimitives.Add<double>(v, o, o);
        return model.Transform is null ? o : Transform(o);
    }

    /// <summary>x T.</summary>
    private double[] Transform(double[] x)
    {
        double[] product = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++) product[j] += x[i] * model.Transform![i, j];
        return product;
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, wide);
        return wide;
    }
}
