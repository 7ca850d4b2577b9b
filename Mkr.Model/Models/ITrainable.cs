using Mkr.Engine;
using Mkr.Model.Speed;
using Mkr.Model.Training;

namespace Mkr.Model.Models;

/// <summary>A model in training, run by <see cref="EpochTrainer"/> an epoch at a time. Its state is what the best epoch keeps.</summary>
internal interface ITrainable : IStateful, IDisposable
{
    /// <summary>How much of the present epoch is done, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>The speeds of its tasks so far, the first task's first; empty for a model without steps.</summary>
    IReadOnlyList<TaskRate> Rates { get; }

    /// <summary>Whether the last epoch is kept, and not the one that validates best.</summary>
    bool KeepsLastEpoch => false;

    /// <summary>What the user should know of a training that went through, a line each, with the remedy.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>Learns from the training part once; a closed form is solved in its only epoch.</summary>
    /// <param name="afterStep">To be called after each step; it throws where the training is to end.</param>
    /// <returns>The training loss, averaged over the steps; NaN for a model that has none.</returns>
    double RunEpoch(Action afterStep);

    /// <summary>
    /// Shows everything that later epochs depend on, after an epoch or before the first: the parameters that are trained, the optimizers,
    /// where the examples and the draws are. A model that was created anew, with the same options, data and seed, and is filled with it
    /// goes on to the bit as this one does.
    /// </summary>
    void VisitTraining(StateVisitor visitor);

    /// <summary>
    /// Shows the parameters that are trained, by the names that they have in <see cref="IStateful.Visit"/>: what a training may start from
    /// that another has reached. None of a model that is solved.
    /// </summary>
    void VisitParameters(StateVisitor visitor) => Visit(visitor);

    /// <summary>What the present state can do. Later epochs do not change its scores.</summary>
    ITrainedModel CreateRecommender();

    /// <summary>
    /// Why the present state is not worth going on with, or null. The trainer itself looks for numbers that are not finite.
    /// </summary>
    /// <param name="isLast">Whether no epoch follows.</param>
    string? Collapse(bool isLast) => null;

    /// <summary>Figures of the model's own after an epoch, by name.</summary>
    IReadOnlyList<NamedValue> Figures() => [];
}
