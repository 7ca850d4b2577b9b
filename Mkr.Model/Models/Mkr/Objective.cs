namespace Mkr.Model.Models.Mkr;

/// <summary>The loss of the KGE task.</summary>
internal enum Objective
{
    /// <summary>
    /// The paper's (equation 9): -lambda1 times the mean over the batch of score(true triple) - score(false triple), plus the L2 term.
    /// </summary>
    Paper,

    /// <summary>
    /// The released program's: -score summed over the true triples of the batch, plus the L2 term once for each triple; no false triples,
    /// no lambda1.
    /// </summary>
    Released,
}
