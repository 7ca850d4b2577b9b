using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>
/// A user's vector, recorded. With c items j in the history, that of a positive example left out:
/// <code>
/// p = (c + 1)^-alpha sum over j of Q[j] (+ U[u]),   r = (c + 1)^-alpha sum over j and the attributes k of j of w_jk R[k]
/// y = p + relu(W p + b) + r + relu(W' r + b')
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class UserTower<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TowerTape<T> _on;
    private readonly RowNumbers? _items;
    private readonly BatchInput<T>? _labels;
    private readonly Variable<T> _scale;

    /// <summary>Records the tower.</summary>
    /// <param name="on">The tape.</param>
    /// <param name="model">The parameters.</param>
    /// <param name="facts">The histories.</param>
    /// <param name="items">The items of training pairs; null elsewhere.</param>
    /// <param name="labels">The labels of training pairs; null elsewhere.</param>
    public UserTower(TowerTape<T> on, HybridModel<T> model, HybridFacts facts, RowNumbers? items, BatchInput<T>? labels)
    {
        (_on, _items, _labels) = (on, items, labels);
        Tape<T> tape = on.Tape;
        Lookup<T>? rows = model.Users is null ? null : tape.Lookup(model.Users);
        Users = rows ?? new RowNumbers(LaneShape<T>.Pad(tape.MaxBatch));
        var scale = new BatchInput<T>(tape, "history scale");
        on.Add(new HistoryScales<T>(facts, model.Options.HistoryPower, Users, labels, scale));
        _scale = scale.Output;
        Variable<T>? p = model.Histories is null ? null : Describe(model.Histories, facts.Histories, facts.OwnItems);
        if (rows is not null) p = on.Sum(p, new Embedding<T>(tape, rows).Output);
        Vector = on.Residual(on.Drop(p!), model.UserLayer);
        if (model.HistoryAttributes is null) return;
        Variable<T> r = Describe(model.HistoryAttributes, facts.UserAttributes!, facts.ItemAttributes!);
        Vector = on.Sum(Vector, on.Residual(on.Drop(r), model.AttributeLayer!));
    }

    /// <summary>The users.</summary>
    public RowNumbers Users { get; }

    /// <summary>y.</summary>
    public Variable<T> Vector { get; }

    /// <summary>The scaled sum over the history, as if a positive were not in it.</summary>
    /// <param name="table">What is added up.</param>
    /// <param name="ofUsers">The rows of each user.</param>
    /// <param name="ofItems">What an item contributes to them.</param>
    private Variable<T> Describe(Table<T> table, WeightedRows ofUsers, WeightedRows ofItems)
    {
        BagLookup<T> shared = _on.Bags(table, ofUsers, isShared: true);
        _on.Add(new UserBags<T>(ofUsers, Users, shared));
        Variable<T> sum = new EmbeddingBag<T>(_on.Tape, shared).Output;
        if (_items is not null && _labels is not null)
        {
            BagLookup<T> own = _on.Bags(table, ofItems);
            _on.Add(new OwnRows<T>(ofItems, _items, _labels, own));
            sum = _on.Sum(sum, new EmbeddingBag<T>(_on.Tape, own).Output);
        }

        return new LaneScale<T>(_on.Tape, sum, _scale).Output;
    }
}
