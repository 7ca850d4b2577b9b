using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>
/// An item's vector and bias, recorded:
/// <code>
/// v = n / (n + kappa) V[i],   e = sum over the attributes k of i of w_ik A[k]
/// (v, e) += unit(v, e), L times      cross&amp;compress (MKR, equations 1 to 3)
/// x = v + e
/// b = b_i + sum over k of w_ik b_k
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ItemTower<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the tower.</summary>
    /// <param name="on">The tape.</param>
    /// <param name="model">The parameters.</param>
    /// <param name="facts">The attributes and counts.</param>
    /// <param name="labels">The labels of training pairs; null elsewhere.</param>
    /// <param name="withoutOne">Whether <see cref="Without"/> takes an attribute off each item's.</param>
    public ItemTower(TowerTape<T> on, HybridModel<T> model, HybridFacts facts, BatchInput<T>? labels, bool withoutOne = false)
    {
        Tape<T> tape = on.Tape;
        Lookup<T> items = tape.Lookup(model.Items);
        Items = items;
        var prior = new BatchInput<T>(tape, "item prior");
        on.Add(new ItemPriors<T>(facts, model.Options.ItemPrior, items, labels, prior));
        Variable<T> v = on.Drop(new LaneScale<T>(tape, new Embedding<T>(tape, items).Output, prior.Output).Output);
        Variable<T>? bias = model.ItemBiases is null ? null : new Embedding<T>(tape, tape.Lookup(model.ItemBiases, items)).Output;
        Vector = v;
        if (model.Attributes is not null)
        {
            Variable<T> e = Sum(on, model.Attributes, facts);
            if (withoutOne)
            {
                Without = on.Bags(model.Attributes, facts.ItemAttributes!);
                e = on.Sum(e, new EmbeddingBag<T>(tape, Without).Output);
            }

            e = on.Drop(e);
            foreach (CrossWeights<T> unit in model.Units)
            {
                var crossed = new CrossCompress<T>(tape, v, e, unit);
                (v, e) = (on.Sum(v, crossed.Item), on.Sum(e, crossed.Entity));
            }

            Vector = on.Sum(v, e);
            if (model.AttributeBiases is not null) bias = on.Sum(bias, Sum(on, model.AttributeBiases, facts));
        }

        Bias = bias;
    }

    /// <summary>The items.</summary>
    public RowNumbers Items { get; }

    /// <summary>The attribute that is taken off each item's, with its weight negated.</summary>
    public BagLookup<T>? Without { get; }

    /// <summary>x.</summary>
    public Variable<T> Vector { get; }

    /// <summary>b; null where there is none.</summary>
    public Variable<T>? Bias { get; }

    private Variable<T> Sum(TowerTape<T> on, Table<T> table, HybridFacts facts)
    {
        BagLookup<T> bags = on.Bags(table, facts.ItemAttributes!);
        on.Add(new ItemBags<T>(facts.ItemAttributes!, Items, bags));
        return new EmbeddingBag<T>(on.Tape, bags).Output;
    }
}
