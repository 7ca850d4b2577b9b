using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// The recommendation task, recorded (MKR, equations 4 to 6):
/// <code>
/// yhat = sigmoid(f_RS(uL, vL))
/// loss = mean cross-entropy over the batch + l2 / 2 (|uL|² + |vL|² over the batch + |W|² once)
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrRsTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrModel<T> _model;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public MkrRsTask(MkrModel<T> model, int maxBatch)
        : this(model, new Tape<T>(maxBatch))
    {
    }

    private MkrRsTask(MkrModel<T> model, Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Tape = tape;
        RecordedUnits<T> units = model.RecordUnits(Tape, CrossOutputs.Item);
        (Items, Entities, Variable<T> item) = (units.Items!, units.Entities, units.Output);
        EmbeddedFeatures<T> users = model.UserVectors.Record(Tape, ownItems: Items);
        Users = users.Owners;
        Features = [.. units.Features, .. users.Columns];
        Variable<T> user = model.UserMlp.Apply(Tape, users.Vector);
        Labels = new BatchInput<T>(Tape, "label");
        double l2 = model.Options.L2;
        Logits = model.Predictor is null ? InnerProduct(user, item, l2) : Predict(model.Predictor, user, item, l2);
        Weight<T>[] weights =
        [
            .. model.ItemVectors.Weights, .. model.UserMlp.Weights,
            .. model.Sharing.Penalised(model.Options.L2Scope, CrossOutputs.Item), .. model.Predictor?.Weights ?? [],
        ];
        _ = new WeightL2Penalty<T>(Tape, weights) { Scale = l2 };
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>f_RS(uL, vL).</summary>
    public Variable<T> Logits { get; }

    /// <summary>The user of each example of the batch.</summary>
    public RowNumbers Users { get; }

    /// <summary>The item v of each example.</summary>
    public RowNumbers Items { get; }

    /// <summary>
    /// The entity e, an element of S(v), of each example; where the model keeps items with their entities, the same as <see cref="Items"/>;
    /// null where nothing crosses.
    /// </summary>
    public RowNumbers? Entities { get; }

    /// <summary>Look the features up, once users, items and entities are there.</summary>
    public IReadOnlyList<IBatchColumn> Features { get; }

    /// <summary>The label y of each example, 0 or 1.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new MkrRsTask<T>(_model, replica);

    /// <summary>The loss of the first <paramref name="batch"/> examples, with its gradients.</summary>
    public double ForwardBackward(int batch) => Tape.ForwardBackward(batch);

    private Variable<T> InnerProduct(Variable<T> user, Variable<T> item, double l2) =>
        new InnerProductCrossEntropy<T>(Tape, user, item, Labels.Output)
        {
            Reduction = Reduction.Mean,
            PenaltyA = l2,
            PenaltyB = l2,
            NegativeWeight = _model.Options.NegativeWeight,
        }.Product;

    private Variable<T> Predict(PairPredictor<T> predictor, Variable<T> user, Variable<T> item, double l2)
    {
        Variable<T> logits = predictor.Apply(Tape, user, item);
        _ = new SigmoidCrossEntropy<T>(Tape, logits, Labels.Output)
        {
            Reduction = Reduction.Mean,
            NegativeWeight = _model.Options.NegativeWeight,
        };
        _ = new L2Penalty<T>(Tape, user) { Scale = l2 };
        _ = new L2Penalty<T>(Tape, item) { Scale = l2 };
        return logits;
    }
}
