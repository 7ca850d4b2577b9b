using Mkr.Model.Data;
using Mkr.Model.Training;

namespace Mkr.Model.Inspection;

/// <summary>The parts of a split, and how much of its test part is new.</summary>
internal sealed class SplitStatistics
{
    /// <summary>Measures a split.</summary>
    public SplitStatistics(DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        Train = PartStatistics.Of(split.Train);
        Validation = PartStatistics.Of(split.Validation);
        Test = PartStatistics.Of(split.Test);
        (TestUsers, ColdTestUsers) = CountCold(split, x => x.User);
        (TestItems, ColdTestItems) = CountCold(split, x => x.Item);
    }

    /// <summary>The training part's labels.</summary>
    public PartStatistics Train { get; }

    /// <summary>The validation part's labels.</summary>
    public PartStatistics Validation { get; }

    /// <summary>The test part's labels.</summary>
    public PartStatistics Test { get; }

    /// <summary>The number of different users in the test part.</summary>
    public int TestUsers { get; }

    /// <summary>How many of them have no positive in the training part.</summary>
    public int ColdTestUsers { get; }

    /// <summary>The number of different items in the test part, as positives or as negatives.</summary>
    public int TestItems { get; }

    /// <summary>How many of them have no positive in the training part.</summary>
    public int ColdTestItems { get; }

    private static (int All, int Cold) CountCold(DatasetSplit split, Func<Interaction, int> index)
    {
        HashSet<int> tested = [.. split.Test.Select(index)];
        HashSet<int> known = [.. split.Train.Where(x => x.IsPositive).Select(index)];
        return (tested.Count, tested.Count(i => !known.Contains(i)));
    }
}
