using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Attention;
using Mkr.Model.Models.Hybrid.Towers;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The recommendation task, recorded, on pairs of which the positives are described as if they had not been seen:
/// <code>
/// z    = y · x + b (+ x · h(x), + y · h(y), see TowerAttention)
/// loss = mean over the batch of w CE(z) + l2 / 2 (|x|² + |y|² (+ |h|²)), + unitL2 / 2 |units' weights|²      w = 1 / N for a negative
/// </code>
/// or, by <see cref="HybridOptions.Goal"/>, the cross-entropy of each positive among its N negatives.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HybridTask<T> : TowerTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ItemTower<T> _items;
    private readonly UserTower<T> _users;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    public HybridTask(HybridModel<T> model, HybridFacts facts, int maxBatch)
        : this(model, facts, new Tape<T>(maxBatch), new DropoutSeed())
    {
    }

    private HybridTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed)
        : base(model, facts, tape, seed)
    {
        _items = new ItemTower<T>(On, model, facts, Labels);
        _users = new UserTower<T>(On, model, facts, _items.Items, Labels);
        Variable<T> product = new InnerProduct<T>(tape, _users.Vector, _items.Vector).Output;
        Logits = _items.Bias is null ? product : On.Sum(product, _items.Bias);
        TowerAttention<T>[] attentions = [.. Attentions()];
        foreach (TowerAttention<T> attention in attentions) Logits = On.Sum(Logits, attention.Score);
        RecordLoss([_users.Vector, _items.Vector, .. attentions.Select(attention => attention.Vector)]);
    }

    /// <summary>The user of each pair.</summary>
    public RowNumbers Users => _users.Users;

    /// <inheritdoc/>
    public override RowNumbers Items => _items.Items;

    /// <summary>z.</summary>
    public Variable<T> Logits { get; }

    /// <inheritdoc/>
    internal override void Record(Tape<T> replica) => _ = new HybridTask<T>(Model, Facts, replica, Seed);

    /// <summary>A positive's own item is not in the history that it asks.</summary>
    private IEnumerable<TowerAttention<T>> Attentions()
    {
        if (Model.HistoryAttention is AttentionTables<T> history)
        {
            yield return new TowerAttention<T>(
                On, _items.Vector, history, Facts.AttendedHistories(Model.Options.Attended), Users,
                example => Labels.Values[example] == T.Zero ? -1 : Items.Rows[example]);
        }

        if (Model.AttributeAttention is AttentionTables<T> attributes)
            yield return new TowerAttention<T>(On, _users.Vector, attributes, Facts.AttendedAttributes(), Items);
    }

    private void RecordLoss(IEnumerable<Variable<T>> penalised)
    {
        HybridOptions options = Model.Options;
        int group = 1 + options.NegativesPerPositive;
        _ = options.Goal == PairGoal.Ranking
            ? new SampledSoftmax<T>(Tape, Logits, group) { Scale = group, Reduction = Reduction.Mean }
            : (Loss<T>)new SigmoidCrossEntropy<T>(Tape, Logits, Labels.Output)
            {
                Reduction = Reduction.Mean,
                NegativeWeight = 1.0 / options.NegativesPerPositive,
            };
        foreach (Variable<T> vector in penalised) _ = new L2Penalty<T>(Tape, vector) { Scale = options.L2, Reduction = Reduction.Mean };
        if (Model.Units.Count > 0)
            _ = new WeightL2Penalty<T>(Tape, [.. Model.Units.SelectMany(unit => unit.Matrices)]) { Scale = options.UnitL2 };
    }
}
