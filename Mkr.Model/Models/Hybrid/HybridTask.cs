using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The recommendation task, recorded, on pairs of which the positives are described as if they had not been seen:
/// <code>
/// z    = y · x + b
/// loss = mean over the batch of w CE(z) + l2 / 2 (|x|² + |y|²), + unitL2 / 2 |units' weights|²      w = 1 / N for a negative
/// </code>
/// or, by <see cref="HybridOptions.Goal"/>, the cross-entropy of each positive among its N negatives.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HybridTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HybridModel<T> _model;
    private readonly HybridFacts _facts;
    private readonly ItemTower<T> _items;
    private readonly UserTower<T> _users;
    private readonly TowerTape<T> _on;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    public HybridTask(HybridModel<T> model, HybridFacts facts, int maxBatch)
        : this(model, facts, new Tape<T>(maxBatch), new DropoutSeed())
    {
    }

    private HybridTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed)
    {
        (_model, _facts, Seed) = (model, facts, seed);
        _on = new TowerTape<T>(tape, seed, model.Options.Dropout);
        Labels = new BatchInput<T>(tape, "label");
        _items = new ItemTower<T>(_on, model, facts, Labels);
        _users = new UserTower<T>(_on, model, facts, _items.Items, Labels);
        Variable<T> product = new InnerProduct<T>(tape, _users.Vector, _items.Vector).Output;
        Logits = _items.Bias is null ? product : _on.Sum(product, _items.Bias);
        RecordLoss();
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape => _on.Tape;

    /// <summary>The user of each pair.</summary>
    public RowNumbers Users => _users.Users;

    /// <summary>The item of each pair.</summary>
    public RowNumbers Items => _items.Items;

    /// <summary>The label of each pair.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>z.</summary>
    public Variable<T> Logits { get; }

    /// <summary>What the dropout is random by.</summary>
    public DropoutSeed Seed { get; }

    /// <summary>Complete a batch whose users, items and labels are there.</summary>
    public IReadOnlyList<IBatchColumn> Columns => _on.Columns;

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new HybridTask<T>(_model, _facts, replica, Seed);

    private void RecordLoss()
    {
        HybridOptions options = _model.Options;
        int group = 1 + options.NegativesPerPositive;
        _ = options.Goal == PairGoal.Ranking
            ? new SampledSoftmax<T>(Tape, Logits, group) { Scale = group, Reduction = Reduction.Mean }
            : (Loss<T>)new SigmoidCrossEntropy<T>(Tape, Logits, Labels.Output)
            {
                Reduction = Reduction.Mean,
                NegativeWeight = 1.0 / options.NegativesPerPositive,
            };
        _ = new L2Penalty<T>(Tape, _users.Vector) { Scale = options.L2, Reduction = Reduction.Mean };
        _ = new L2Penalty<T>(Tape, _items.Vector) { Scale = options.L2, Reduction = Reduction.Mean };
        if (_model.Units.Count > 0)
            _ = new WeightL2Penalty<T>(Tape, [.. _model.Units.SelectMany(unit => unit.Matrices)]) { Scale = options.UnitL2 };
    }
}
