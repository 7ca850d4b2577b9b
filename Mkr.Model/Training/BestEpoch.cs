using Mkr.Engine;
using Mkr.Model.Models;
using Mkr.Model.Models.States;

namespace Mkr.Model.Training;

/// <summary>Keeps the state of the epoch that validates best, and knows when to wait no longer for a better one.</summary>
/// <param name="training">The model.</param>
/// <param name="options">Its options.</param>
/// <param name="progress">Is told which epoch it is.</param>
/// <param name="keepsLast">Whether it is always the last.</param>
internal sealed class BestEpoch(ITrainable training, EpochOptions? options, TrainingProgress progress, bool keepsLast) : IStateful
{
    /// <summary>The state that is kept; empty where it is the present one.</summary>
    public StateCopy State { get; } = new();

    /// <summary>Whether, before <paramref name="next"/>, as many epochs as the patience has were no better.</summary>
    public bool IsOutOfPatience(int next) =>
        options?.Patience is int patience && progress.BestEpoch > 0 && next - progress.BestEpoch > patience;

    /// <summary>Keeps the present state if it is the best, or if the last is kept.</summary>
    public void Offer(int epoch, ValidationResult validation)
    {
        bool isBetter = progress.Best is null || validation.Selected > progress.Best.Selected;
        if (!isBetter && !keepsLast) return;
        (progress.BestEpoch, progress.Best) = (epoch, validation);
        if (!keepsLast) State.Keep(training);
    }

    /// <summary>Puts the kept state back; the last epoch's is there already.</summary>
    public void Restore()
    {
        if (State.HasValues) State.Restore(training);
    }

    /// <summary>The state that is kept, and all that later epochs depend on.</summary>
    public void Visit(StateVisitor visitor)
    {
        if (!keepsLast)
        {
            // Before the first epoch here there is only room to be filled.
            if (!State.HasValues) State.Keep(training);
            State.Visit(visitor.Under("best"));
        }

        training.VisitTraining(visitor.Under("training"));
    }
}
