namespace Mkr.Model.Theory;

/// <summary>A statement of the paper about the sharing units, and what ours give.</summary>
/// <param name="Statement">Which one, and what was measured.</param>
/// <param name="Layers">L.</param>
/// <param name="Expected">The number that the statement gives.</param>
/// <param name="Found">The number found.</param>
/// <param name="Tolerance">How far they may be apart.</param>
internal sealed record TheoryResult(string Statement, int Layers, double Expected, double Found, double Tolerance)
{
    /// <summary>Whether the statement was found to hold.</summary>
    public bool Holds => Math.Abs(Found - Expected) <= Tolerance;
}
