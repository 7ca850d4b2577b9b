using Mkr.Engine.Randomness;
using Mkr.Model.Settings;

namespace Mkr.Model.Data.Protocols;

/// <summary>A way of making labelled training, validation and test interactions; what a result means depends on it.</summary>
public abstract class SplitProtocol : INamedChoice<SplitProtocol>
{
    /// <summary>The known protocols, to be found by <see cref="Name"/>.</summary>
    public static IReadOnlyList<SplitProtocol> All { get; } =
    [
        new PaperProtocol(), new CleanProtocol(), new WarmProtocol(), new PopularityProtocol(), new LeaveOneOutProtocol(),
        new RatioProtocol(), new ColdItemsProtocol(), new ColdUsersProtocol(), new TimeProtocol(),
    ];

    /// <summary>The protocol called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static SplitProtocol Find(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new SettingException($"There is no protocol '{name}'. Did you mean '{Nearest.To(name, All.Select(p => p.Name))}'?");

    /// <summary>The name that it is chosen by.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Whether a user's balance of training labels tells something about his test labels.</summary>
    public virtual bool LeaksUserBalance => false;

    /// <summary>
    /// Whether the list of items tells something: one without a training positive is in it because it has a positive in another part.
    /// </summary>
    public virtual bool LeaksCatalogue => true;

    /// <summary>Splits the data set; the same seed gives the same split.</summary>
    /// <exception cref="InvalidOperationException">
    /// The data lack what the protocol needs, or a part would be empty or without a negative.
    /// </exception>
    public DatasetSplit Split(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        DatasetSplit split = Divide(data, random);
        if (split.Train.Length == 0 || split.Validation.Length == 0 || split.Test.Length == 0)
        {
            throw new InvalidOperationException(
                $"Protocol '{Name}' leaves a part of '{data.Name}' empty: {split.Train.Length} interactions to train, "
                + $"{split.Validation.Length} to validate, {split.Test.Length} to test. The data set is too small for it.");
        }

        (string, Interaction[])[] parts = [("train", split.Train), ("validate", split.Validation), ("test", split.Test)];
        foreach ((string part, Interaction[] rows) in parts)
        {
            if (!Array.TrueForAll(rows, row => row.IsPositive)) continue;
            throw new InvalidOperationException(
                $"Protocol '{Name}' finds no negative to {part} with: the users of '{data.Name}' have rated every item, or nearly so. "
                + "Negatives are drawn from the items that a user has not rated: add such items to the map.");
        }

        return split;
    }

    /// <summary>Does the work of <see cref="Split"/>.</summary>
    protected abstract DatasetSplit Divide(RecommendationData data, SeededRandom random);
}
