using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Factorization;

/// <summary>
/// The loss of <see cref="BprMfModel{T}"/>, recorded: the mean over the batch of log(1 + exp(-(s_ui - s_uj))), and L2 penalties on the
/// rows of the batch, each occurrence counting.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BprMfTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BprMfModel<T> _model;
    private readonly BprMfOptions _options;

    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The penalties.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public BprMfTask(BprMfModel<T> model, BprMfOptions options, int maxBatch)
        : this(model, options, new Tape<T>(maxBatch))
    {
    }

    private BprMfTask(BprMfModel<T> model, BprMfOptions options, Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        (_model, _options, Tape) = (model, options, tape);
        (Users, Positives, Negatives) = (tape.Lookup(model.Users), tape.Lookup(model.Items), tape.Lookup(model.Items));
        Variable<T> user = new Embedding<T>(tape, Users).Output;
        Variable<T> positive = new Embedding<T>(tape, Positives).Output, negative = new Embedding<T>(tape, Negatives).Output;
        Difference = new BayesianPersonalizedRanking<T>(tape, user, positive, negative)
        {
            Reduction = Reduction.Mean,
            Penalty = options.L2,
            BiasPenalty = options.BiasL2,
        }.Difference;
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>s_ui - s_uj.</summary>
    public Variable<T> Difference { get; }

    /// <summary>The user u of each pair of the batch.</summary>
    public Lookup<T> Users { get; }

    /// <summary>The positive item i of each pair.</summary>
    public Lookup<T> Positives { get; }

    /// <summary>The negative item j of each pair.</summary>
    public Lookup<T> Negatives { get; }

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new BprMfTask<T>(_model, _options, replica);
}
