using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>The numbers of one step of Adam, bias corrections included.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal struct AdamStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The numbers of step <paramref name="step"/>, which counts from 1.</summary>
    public AdamStep(AdamOptions options, int step)
    {
        Beta1 = T.CreateTruncating(options.Beta1);
        Beta2 = T.CreateTruncating(options.Beta2);
        OneMinusBeta1 = T.CreateTruncating(1 - options.Beta1);
        OneMinusBeta2 = T.CreateTruncating(1 - options.Beta2);
        Epsilon = T.CreateTruncating(options.Epsilon);
        MoveTo(options.LearningRate, Math.Pow(options.Beta1, step), Math.Pow(options.Beta2, step));
    }

    /// <summary>β1.</summary>
    public T Beta1 { get; }

    /// <summary>β2.</summary>
    public T Beta2 { get; }

    /// <summary>1 - β1.</summary>
    public T OneMinusBeta1 { get; }

    /// <summary>1 - β2.</summary>
    public T OneMinusBeta2 { get; }

    /// <summary>ε.</summary>
    public T Epsilon { get; }

    /// <summary>rate / (1 - β1ᵗ).</summary>
    public T StepSize { get; private set; }

    /// <summary>1 / √(1 - β2ᵗ).</summary>
    public T RootCorrection { get; private set; }

    /// <summary>The numbers become those of step t, given β1ᵗ and β2ᵗ.</summary>
    internal void MoveTo(double learningRate, double beta1Power, double beta2Power)
    {
        StepSize = T.CreateTruncating(learningRate / (1 - beta1Power));
        RootCorrection = T.CreateTruncating(1 / Math.Sqrt(1 - beta2Power));
    }
}
