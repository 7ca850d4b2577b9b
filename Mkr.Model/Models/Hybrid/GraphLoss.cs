namespace Mkr.Model.Models.Hybrid;

/// <summary>What the graph task's loss is.</summary>
internal enum GraphLoss
{
    /// <summary>Each fact, true or false, by itself.</summary>
    CrossEntropy,

    /// <summary>A true one among its false ones, which count by how much they are taken for true: self-adversarial.</summary>
    Softmax,
}
