using Mkr.Engine;
using Mkr.Model.Training;

namespace Mkr.Model.Runs.Checkpoints;

/// <summary>A training as a checkpoint keeps it.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="Tensors">The numbers.</param>
internal sealed record SavedTraining(TrainingProgress Progress, TensorReader Tensors)
{
    /// <summary>Fills the state of a training that was created anew.</summary>
    /// <exception cref="InvalidDataException">It is another's.</exception>
    public void Fill(IStateful state)
    {
        state.Visit(Tensors);
        Tensors.CheckAllRead();
    }
}
