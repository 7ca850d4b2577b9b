using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.LibFm;

/// <summary>
/// The loss of <see cref="LibFmModel{T}"/>, recorded: the mean over the batch of the cross-entropy of the labels, and half the squares of
/// the factors (l2), of the linear weights (linearL2) and of the bias (biasL2): those of users and items summed over the batch, those of
/// features once.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LibFmTask<T> : PairTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LibFmModel<T> _model;
    private readonly LibFmOptions _options;

    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The penalties, and what negatives weigh.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public LibFmTask(LibFmModel<T> model, LibFmOptions options, int maxBatch)
        : this(model, options, new Tape<T>(maxBatch))
    {
    }

    private LibFmTask(LibFmModel<T> model, LibFmOptions options, Tape<T> tape)
        : base(tape, model.Users, model.Items)
    {
        (_model, _options) = (model, options);
        Variable<T> user = new Embedding<T>(tape, Users).Output, item = new Embedding<T>(tape, Items).Output;
        Variable<T> features = new FixedRows<T>(tape, "features", Items, model.Features, model.FeatureCount).Output;
        RecordLoss(
            new FactorizationMachine<T>(tape, features, model.Bias, model.FeatureWeights, model.FeatureFactors, user, item).Output,
            options);
        _ = new L2Penalty<T>(tape, user) { Scale = options.L2, LastScale = options.LinearL2 };
        _ = new L2Penalty<T>(tape, item) { Scale = options.L2, LastScale = options.LinearL2 };
        _ = new WeightL2Penalty<T>(tape, [model.FeatureFactors]) { Scale = options.L2 };
        _ = new WeightL2Penalty<T>(tape, [model.FeatureWeights]) { Scale = options.LinearL2 };
        _ = new WeightL2Penalty<T>(tape, [model.Bias]) { Scale = options.BiasL2 };
    }

    /// <inheritdoc/>
    internal override void Record(Tape<T> replica) => _ = new LibFmTask<T>(_model, _options, replica);
}
