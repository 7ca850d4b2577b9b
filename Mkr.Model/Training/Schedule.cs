namespace Mkr.Model.Training;

/// <summary>How the two tasks alternate.</summary>
public enum Schedule
{
    /// <summary>The paper's Algorithm 1: t recommendation minibatches, then one KGE minibatch. An epoch is one pass over the interactions.</summary>
    Algorithm1,

    /// <summary>The released program's: whole epochs of the recommendation task, and after the first, the (t+1)-th, ... a whole epoch of the KGE task.</summary>
    Epochs,
}
