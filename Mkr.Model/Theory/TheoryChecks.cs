using Mkr.Model.Models.Mkr.Sharing;

namespace Mkr.Model.Theory;

/// <summary>What the paper proves about the sharing units (theorem 1, propositions 1 to 3), found of ours, in double.</summary>
internal static class TheoryChecks
{
    /// <summary>All statements, for L = 1 to <paramref name="layers"/> where they are about several layers.</summary>
    public static IEnumerable<TheoryResult> All(int layers)
    {
        IEnumerable<int> each = Enumerable.Range(1, layers);
        return
        [
            .. each.SelectMany(l => Degrees.Of(FeatureSharing.CrossCompress, l)),
            Propositions.FactorizationMachine(),
            Propositions.CounterexampleOfTheNorm(),
            .. each.SelectMany(l => Degrees.Of(FeatureSharing.CrossNetwork, l)),
            Propositions.CrossNetwork(),
            .. each.Select(Propositions.ChainsAreApart),
            Propositions.TransferMatrix(),
            .. each.Select(Propositions.StitchesAreOne),
        ];
    }
}
