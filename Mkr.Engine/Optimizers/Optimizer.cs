using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>Moves the parameters that a tape's loss reaches, by the gradients of its last step. Several tapes may share parameters; each has an optimizer of its own.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterSet<T> _parameters;
    private (int Weight, int Gradient, int Count)[] _runs = [];
    private int _tables;

    /// <summary>An optimizer for the loss on <paramref name="tape"/>.</summary>
    /// <param name="tape">The tape, fully recorded.</param>
    /// <param name="parameters">The set that its parameters belong to.</param>
    /// <param name="learningRate">The step size.</param>
    protected Optimizer(Tape<T> tape, ParameterSet<T> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        Tape = tape;
        _parameters = parameters;
        LearningRate = learningRate;
    }

    /// <summary>The step size.</summary>
    public double LearningRate { get; }

    /// <summary>The steps made so far.</summary>
    public int StepCount { get; private set; }

    /// <summary>The tape.</summary>
    protected Tape<T> Tape { get; }

    /// <summary>Moves the parameters by the gradients of the tape's last <see cref="Tape{T}.ForwardBackward"/>.</summary>
    public void Step()
    {
        if (StepCount++ == 0) (_runs, _tables) = (WeightGradients<T>.Runs(Tape.Weights.Gradients), Tape.Tables.Count);
        BeginStep();
        foreach ((int weight, int gradient, int count) in _runs)
            UpdateWeights(_parameters.WeightValues.Slice(weight, count), Tape.Weights.Values.Slice(gradient, count), gradient);
        for (int table = 0; table < _tables; table++)
            UpdateTable(table);
    }

    /// <summary>Called before the updates of step <see cref="StepCount"/>.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Updates weights that are neighbours.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="offset">The place of the first of them among all the tape's weights, for the optimizer's own state.</param>
    protected abstract void UpdateWeights(Span<T> values, ReadOnlySpan<T> gradient, int offset);

    /// <summary>Updates the table of the tape's gradient number <paramref name="index"/>.</summary>
    protected abstract void UpdateTable(int index);
}
