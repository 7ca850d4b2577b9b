using Mkr.Engine.Randomness;
using Mkr.Model.Sampling;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// Splits the positives first, and then draws as many negatives for each user and part: labels are balanced for every user in every
/// part, and no negative is anything that the user rated, or a negative of another part.
/// </summary>
public abstract class PositivesFirstProtocol : SplitProtocol
{
    /// <summary>Where a user has too few items left, the test part is served first.</summary>
    private static readonly DatasetPart[] ByImportance = [DatasetPart.Test, DatasetPart.Validation, DatasetPart.Train];

    /// <summary>Decides the part of each positive and the items to draw negatives from.</summary>
    protected abstract SplitPlan Plan(RecommendationData data, SeededRandom random);

    /// <inheritdoc/>
    protected sealed override DatasetSplit Divide(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        SplitPlan plan = Plan(data, random.Split("positives"));
        SeededRandom negativeRandom = random.Split("negatives");
        var sampler = new NegativeItemSampler(data);
        int[] negatives = new int[data.Items.Count];
        List<Interaction>[] rows = [[], [], []];
        int missing = 0;
        for (int user = 0; user < data.Users.Count; user++)
        {
            sampler.StartUser(user);
            foreach (DatasetPart part in ByImportance)
            {
                int count = AddPositives(data.Positives, user, plan.Parts, part, rows[(int)part]);
                int drawn = sampler.Draw(plan.Candidates[(int)part], negatives.AsSpan(0, count), negativeRandom);
                foreach (int item in negatives.AsSpan(0, drawn)) rows[(int)part].Add(new Interaction(user, item, IsPositive: false));
                missing += count - drawn;
            }
        }

        return new DatasetSplit([.. rows[0]], [.. rows[1]], [.. rows[2]]) { MissingNegatives = missing };
    }

    /// <summary>Uniform negatives from all items, whatever the part.</summary>
    protected static IReadOnlyList<int>[] AllItems(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] items = [.. Enumerable.Range(0, data.Items.Count)];
        return [items, items, items];
    }

    /// <summary>Parts for <paramref name="count"/> things, 6:2:2, in random order.</summary>
    protected static DatasetPart[] Deal(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var parts = new DatasetPart[count]; // training, unless it is said otherwise
        int fifth = count / 5;
        parts.AsSpan(0, fifth).Fill(DatasetPart.Validation);
        parts.AsSpan(fifth, fifth).Fill(DatasetPart.Test);
        random.Shuffle(parts.AsSpan());
        return parts;
    }

    private static int AddPositives(UserItems positives, int user, DatasetPart[] parts, DatasetPart part, List<Interaction> rows)
    {
        int before = rows.Count;
        for (int i = 0; i < positives[user].Length; i++)
            if (parts[positives.Start(user) + i] == part) rows.Add(new Interaction(user, positives[user][i], IsPositive: true));
        return rows.Count - before;
    }
}
