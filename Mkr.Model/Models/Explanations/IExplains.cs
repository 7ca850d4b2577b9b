namespace Mkr.Model.Models.Explanations;

/// <summary>A trained model that says what a score is made of.</summary>
internal interface IExplains
{
    /// <summary>Whether it does with its present options.</summary>
    bool Explains => true;

    /// <summary>
    /// What a score is made of: contributions whose amounts add up to it, but for rounding. Their order says nothing.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="item">The item.</param>
    /// <param name="history">The user's training positives, ascending.</param>
    IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history);
}
