using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Cke;

/// <summary>
/// The loss of <see cref="CkeModel{T}"/>, recorded: an example is a user with a positive i and a negative j, and beside it a true triple
/// (h, r, t) with a false tail t'. With n(x) = x / |x|, or x as it is,
/// <code>
/// f(t) = | n(E_h M_r) + n(r) - n(E_t M_r) |²
/// loss = mean of log(1 + exp(-(U_u · e_i - U_u · e_j))) + kgeWeight mean of log(1 + exp(-(f(t') - f(t))))
///        + l2 / 2 (|U_u|² + |e_i|² + |e_j|²) + kgeL2 / 2 (|n(E_h M_r)|² + |n(r)|² + |n(E_t M_r)|² + |n(E_t' M_r)|²), summed over the batch
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CkeTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxBatch">The largest batch.</param>
    /// <param name="hasGraph">Whether there are triples; without, the first loss and its penalty are all.</param>
    public CkeTask(CkeModel<T> model, int maxBatch, bool hasGraph = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        Tape = new Tape<T>(maxBatch);
        Users = Tape.Lookup(model.Users);
        (Positives, Negatives) = (Tape.Lookup(model.Items), Tape.Lookup(model.Items));
        (PositiveEntities, NegativeEntities) = (Tape.Lookup(model.Entities), Tape.Lookup(model.Entities));
        Difference = new BayesianPersonalizedRanking<T>(
            Tape, new Embedding<T>(Tape, Users).Output, Item(Positives, PositiveEntities), Item(Negatives, NegativeEntities))
        {
            Reduction = Reduction.Mean,
            Penalty = model.Options.L2,
        }.Difference;
        if (hasGraph) Graph = new CkeTriples<T>(Tape, model);

        Variable<T> Item(Lookup<T> item, Lookup<T> entity) =>
            new Add<T>(Tape, new Embedding<T>(Tape, item).Output, new Embedding<T>(Tape, entity).Output).Output;
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The user of each pair.</summary>
    public Lookup<T> Users { get; }

    /// <summary>Its positive item.</summary>
    public Lookup<T> Positives { get; }

    /// <summary>Its negative item.</summary>
    public Lookup<T> Negatives { get; }

    /// <summary>An entity of each positive.</summary>
    public Lookup<T> PositiveEntities { get; }

    /// <summary>An entity of each negative.</summary>
    public Lookup<T> NegativeEntities { get; }

    /// <summary>U_u · e_i - U_u · e_j.</summary>
    public Variable<T> Difference { get; }

    /// <summary>The triples; null without a graph.</summary>
    public CkeTriples<T>? Graph { get; }
}
