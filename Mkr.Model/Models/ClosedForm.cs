using Mkr.Engine;
using Mkr.Model.Speed;
using Mkr.Model.Training;

namespace Mkr.Model.Models;

/// <summary>A model without steps, in training: it is solved in its only epoch.</summary>
/// <param name="solve">Fits it; to call its argument now and then lets the user interrupt.</param>
internal sealed class ClosedForm(Func<Action, ITrainedModel> solve) : ITrainable
{
    private ITrainedModel? _solution;

    /// <inheritdoc/>
    public double Progress => _solution is null ? 0 : 1;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [];

    /// <summary>There is only one, and nothing that a later one could change.</summary>
    public bool KeepsLastEpoch => true;

    private ITrainedModel Solution => _solution ?? throw new InvalidOperationException("The model has not been fitted yet.");

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep)
    {
        ArgumentNullException.ThrowIfNull(afterStep);
        _solution = solve(afterStep);
        afterStep();
        return double.NaN;
    }

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => Solution;

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => Solution.Visit(visitor);

    /// <summary>There is nothing between its only epoch and the solution.</summary>
    public void VisitTraining(StateVisitor visitor)
    {
    }

    /// <summary>It starts from nothing.</summary>
    public void VisitParameters(StateVisitor visitor)
    {
    }

    /// <summary>The solution goes on as the recommender.</summary>
    public void Dispose()
    {
    }
}
