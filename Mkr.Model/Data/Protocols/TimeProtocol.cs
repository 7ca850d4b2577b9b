using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// The earliest 60 % of all positives are for training, the latest 20 % for testing: a model predicts the future from the past. Positives
/// of the same time stay together.
/// </summary>
internal sealed class TimeProtocol : PositivesFirstProtocol
{
    /// <inheritdoc/>
    public override string Name => "time";

    /// <inheritdoc/>
    public override string Description => "Split the positives 6:2:2 by time, the latest for testing; the ratings need times.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.PositiveTimes is not { } times)
        {
            throw new InvalidOperationException(
                $"Protocol '{Name}' needs the ratings' times, and '{data.Name}' has none. Choose another --protocol.");
        }
        long[] sorted = [.. times.Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
        {
            throw new InvalidOperationException(
                $"Protocol '{Name}' needs different times, and those of '{data.Name}' are all the same. Choose another --protocol.");
        }

        long firstOfValidation = sorted[(int)(sorted.Length * 0.6)];
        long firstOfTest = sorted[(int)(sorted.Length * 0.8)];
        DatasetPart[] parts =
        [
            .. times.Select(time => time < firstOfValidation ? DatasetPart.Train
                : time < firstOfTest ? DatasetPart.Validation
                : DatasetPart.Test),
        ];
        return new SplitPlan(parts, AllItems(data));
    }
}
