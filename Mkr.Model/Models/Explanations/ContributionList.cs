namespace Mkr.Model.Models.Explanations;

/// <summary>Contributions as they are collected; those of 0 are left out.</summary>
internal sealed class ContributionList : List<Contribution>
{
    /// <summary>Adds one.</summary>
    public void Add(string term, double amount, int? historyItem = null, GraphFact? fact = null)
    {
        if (amount != 0) Add(new Contribution(term, amount, historyItem, fact));
    }

    /// <summary>Adds those of another list, multiplied.</summary>
    public void AddScaled(IEnumerable<Contribution> others, double factor)
    {
        foreach (Contribution other in others) Add(other.Term, factor * other.Amount, other.HistoryItem, other.Fact);
    }

    /// <summary>
    /// Adds parts in proportion to their amounts, so that they come to a total.
    /// </summary>
    public void AddDivided(IReadOnlyCollection<Contribution> parts, double total)
    {
        double sum = parts.Sum(part => part.Amount);
        if (sum != 0) AddScaled(parts, total / sum);
    }
}
