using Mkr.Model.Models;
using Mkr.Model.Models.States;

namespace Mkr.Model.Training;

/// <summary>Keeps the state of the epoch that validates best, and knows when to wait no longer for a better one.</summary>
internal sealed class BestEpoch(ITrainable training, EpochOptions? options)
{
    private readonly StateCopy _state = new();

    /// <summary>The epoch that is kept, from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Its result on the validation part.</summary>
    public ValidationResult? Validation { get; private set; }

    /// <summary>Whether, before <paramref name="next"/>, as many epochs as the patience has were no better.</summary>
    public bool IsOutOfPatience(int next) => options?.Patience is int patience && Epoch > 0 && next - Epoch > patience;

    /// <summary>Keeps the present state if it is the best, or if the model keeps its last.</summary>
    public void Offer(int epoch, ValidationResult validation)
    {
        bool isBetter = Validation is null || validation.Selected > Validation.Selected;
        if (!isBetter && !training.KeepsLastEpoch) return;
        (Epoch, Validation) = (epoch, validation);
        if (!training.KeepsLastEpoch) _state.Keep(training);
    }

    /// <summary>Puts the kept state back; the last epoch's is there already.</summary>
    public void Restore()
    {
        if (_state.HasValues) _state.Restore(training);
    }
}
