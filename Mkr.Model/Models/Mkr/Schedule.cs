using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr;

/// <summary>How the two tasks alternate.</summary>
internal enum Schedule
{
    /// <summary>The one that belongs to the objective: the paper's with Algorithm 1, the released program's with whole epochs.</summary>
    [SettingName("auto")]
    OfObjective,

    /// <summary>
    /// The paper's Algorithm 1: t recommendation minibatches, then one KGE minibatch. An epoch is one pass over the interactions.
    /// </summary>
    Algorithm1,

    /// <summary>
    /// The released program's: whole epochs of the recommendation task, and after the first, the (t+1)-th, ... a whole epoch of the KGE
    /// task.
    /// </summary>
    Epochs,
}
