namespace Mkr.Model.Models.Hybrid;

/// <summary>What the towers are trained for.</summary>
public enum PairLoss
{
    /// <summary>The cross-entropy of each pair's label: to predict clicks.</summary>
    CrossEntropy,

    /// <summary>The cross-entropy of a positive among its negatives: to rank. With one negative it is BPR.</summary>
    Softmax,
}
