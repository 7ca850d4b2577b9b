using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.WideDeep;

/// <summary>
/// The loss of <see cref="WideDeepModel{T}"/>, recorded: the mean over the batch of the cross-entropy of the labels, and l2 / 2 times the
/// squares of P_u, Q_i, w_u and w_i, summed over the batch, and of w, W1, W2 and W3 once.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WideDeepTask<T> : PairTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WideDeepModel<T> _model;
    private readonly WideDeepOptions _options;

    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The penalty, and what negatives weigh.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public WideDeepTask(WideDeepModel<T> model, WideDeepOptions options, int maxBatch)
        : this(model, options, new Tape<T>(maxBatch))
    {
    }

    private WideDeepTask(WideDeepModel<T> model, WideDeepOptions options, Tape<T> tape)
        : base(tape, model.Users, model.Items)
    {
        (_model, _options) = (model, options);
        Variable<T> user = new Embedding<T>(tape, Users).Output, item = new Embedding<T>(tape, Items).Output;
        Variable<T> userWeight = new Embedding<T>(tape, tape.Lookup(model.UserWeights, Users)).Output;
        Variable<T> itemWeight = new Embedding<T>(tape, tape.Lookup(model.ItemWeights, Items)).Output;
        Variable<T> features = new FixedRows<T>(tape, "features", Items, model.Features, model.FeatureCount).Output;
        Variable<T> hidden = model.First.Apply(tape, new Concat<T>(tape, user, item, features).Output);
        Variable<T> deep = new MatrixProduct<T>(tape, model.Second.Apply(tape, hidden), model.Last).Output;
        Variable<T> wide = new Dense<T>(tape, features, model.FeatureWeights, model.Bias, Activation.Identity).Output;
        Variable<T> weights = new Add<T>(tape, userWeight, itemWeight).Output;
        RecordLoss(new Add<T>(tape, deep, new Add<T>(tape, wide, weights).Output).Output, options);
        foreach (Variable<T> row in (Variable<T>[])[user, item, userWeight, itemWeight])
            _ = new L2Penalty<T>(tape, row) { Scale = options.L2 };
        _ = new WeightL2Penalty<T>(tape, [model.First.Weight, model.Second.Weight, model.Last, model.FeatureWeights])
        {
            Scale = options.L2,
        };
    }

    /// <inheritdoc/>
    internal override void Record(Tape<T> replica) => _ = new WideDeepTask<T>(_model, _options, replica);
}
